package codex.web;

import codex.engine.EngineCall;
import codex.engine.EngineCalls;
import codex.engine.PromptVersion;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Reads the ledger as a page shows it: three statements, whatever it is added up by (V5). */
final class CallLedger {
    static final int ROWS = 100;
    static final int GROUPS = 200;

    private CallLedger() {}

    static CallList read(Handle handle, CallQuery query) {
        var calls = handle.attach(EngineCalls.class);
        var rows = query.by() == CallQuery.Grouping.CALL
                ? calls.list(query.filter(), query.before(), ROWS + 1)
                : List.<EngineCall>of();
        var groups = groups(handle.attach(Spendings.class), query);
        return new CallList(
                query,
                calls.total(query.filter()),
                rows.subList(0, Math.min(rows.size(), ROWS)),
                rows.size() > ROWS,
                groups,
                query.by() == CallQuery.Grouping.PROMPT ? calls.prompts(query.filter()) : List.<PromptVersion>of(),
                handle.attach(CallChoices.class)
                        .list(query.filter().account(), applications(query, rows, groups), accounts(query, rows)));
    }

    private static List<Spendings.Spending> groups(Spendings spendings, CallQuery query) {
        var filter = query.filter();
        return switch (query.by()) {
            case CALL, PROMPT -> List.of();
            case DAY -> spendings.byDay(filter, GROUPS);
            case APPLICATION -> spendings.byApplication(filter, GROUPS);
            case ROUTE -> spendings.byRoute(filter, GROUPS);
            case AGENT -> spendings.byAgent(filter, GROUPS);
            case MODEL -> spendings.byModel(filter, GROUPS);
            case ACCOUNT -> spendings.byAccount(filter, GROUPS);
        };
    }

    // Those whose names the page says.
    private static long[] applications(CallQuery query, List<EngineCall> rows, List<Spendings.Spending> groups) {
        var chosen = Stream.ofNullable(query.filter().application());
        var listed = rows.stream().map(EngineCall::applicationId).filter(Objects::nonNull);
        var grouped = query.by() == CallQuery.Grouping.ROUTE
                ? groups.stream()
                        .map(Spendings.Spending::key)
                        .filter(key -> !key.isEmpty())
                        .map(Long::valueOf)
                : Stream.<Long>empty();
        return Stream.of(chosen, listed, grouped)
                .flatMap(any -> any)
                .distinct()
                .mapToLong(Long::longValue)
                .toArray();
    }

    private static long[] accounts(CallQuery query, List<EngineCall> rows) {
        return query.everyone()
                ? rows.stream().mapToLong(EngineCall::accountId).distinct().toArray()
                : new long[0];
    }
}
