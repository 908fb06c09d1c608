package codex.web;

import codex.engine.CallTotal;
import codex.engine.EngineCall;
import codex.engine.PromptVersion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The ledger as one page shows it: what the chosen calls come to, and below it the calls or what they are added up by.
 *
 * @param calls one page of them, latest first; empty when they are added up
 * @param groups empty when each call stands for itself, as for prompts, which have their own table
 */
public record CallList(
        CallQuery query,
        CallTotal total,
        List<EngineCall> calls,
        boolean more,
        List<Spendings.Spending> groups,
        List<PromptVersion> prompts,
        List<CallChoices.Choice> choices) {
    public CallList {
        calls = List.copyOf(calls);
        groups = List.copyOf(groups);
        prompts = List.copyOf(prompts);
        choices = List.copyOf(choices);
    }

    /** What a filter offers. */
    public List<CallChoices.Choice> choices(String kind) {
        return choices.stream().filter(choice -> choice.kind().equals(kind)).toList();
    }

    /** What an application or an account is called; a deleted one by its number. */
    public String name(String kind, Object id) {
        return choices.stream()
                .filter(choice -> choice.kind().equals(kind) && choice.value().equals(id.toString()))
                .map(CallChoices.Choice::label)
                .findFirst()
                .orElse(kind + " " + id + ", deleted");
    }

    /** The conditions in words: "application Shop, outcome failed". */
    public String conditions() {
        return query.written().entrySet().stream()
                .filter(each ->
                        !each.getKey().equals("everyone") && !each.getKey().equals("by"))
                .map(each -> each.getKey() + " "
                        + switch (each.getKey()) {
                            case "application" -> name("application", each.getValue());
                            case "prompt" -> CallView.version(each.getValue());
                            default -> each.getValue();
                        })
                .collect(Collectors.joining(", "));
    }

    /** What a group is called. */
    public String label(Spendings.Spending group) {
        return switch (query.by()) {
            case DAY -> group.key();
            case APPLICATION, ACCOUNT ->
                !group.label().isEmpty()
                        ? group.label()
                        : group.key().isEmpty()
                                ? "About no application"
                                : name(query.by().word(), group.key());
            case ROUTE -> group.label().isEmpty() ? "About no single route" : group.label();
            case AGENT -> group.label().isEmpty() ? "Asked without a prompt" : group.label();
            case MODEL -> group.label().isEmpty() ? "No model" : group.label();
            case CALL, PROMPT -> group.label();
        };
    }

    /** The calls of a group, or empty where no filter means them. */
    public String url(Spendings.Spending group) {
        if (group.key().isEmpty()) {
            return "";
        }
        return switch (query.by()) {
            case DAY -> query.day(group.key());
            case APPLICATION, AGENT, MODEL -> query.with(query.by().word(), group.key());
            case ACCOUNT, ROUTE, CALL, PROMPT -> "";
        };
    }

    /** What is not in any of the groups that are shown; they are the first of many. */
    public CallTotal rest() {
        return groups.stream().map(Spendings.Spending::total).reduce(total, CallTotal::without);
    }

    /** The length of a group's bar in per cent of the longest: of its cost, or of its tokens where nothing was paid. */
    public int bar(Spendings.Spending group) {
        var most =
                groups.stream().map(this::weight).max(Comparator.naturalOrder()).orElse(BigDecimal.ONE);
        if (most.signum() == 0) {
            return 0;
        }
        return weight(group)
                .multiply(BigDecimal.valueOf(100))
                .divide(most, 0, RoundingMode.CEILING)
                .intValue();
    }

    private BigDecimal weight(Spendings.Spending group) {
        return total.cost().signum() > 0
                ? group.total().cost()
                : BigDecimal.valueOf(group.total().tokens());
    }
}
