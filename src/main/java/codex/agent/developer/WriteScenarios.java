package codex.agent.developer;

import codex.code.Scenario;
import codex.engine.FaultList;
import codex.engine.Question;
import codex.specification.Access;
import codex.specification.Document;
import codex.specification.Role;
import codex.specification.SpecificationText;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which calls prove that these routes do what the specification says? Whoever answers sees no code: what a function does
 * is no reason for what it should do.
 *
 * @param routes to prove, as {@code POST /hires}
 * @param attempts earlier scenarios that did not hold, with what was answered instead; empty the first time
 */
public record WriteScenarios(Document document, List<String> routes, List<Attempt> attempts)
        implements Question<WriteScenarios.Scenarios> {
    private static final int EACH = 4;
    private static final int CALLS = 50;
    private static final int SENTENCE = 200;
    private static final int VALUES = 10_000;
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^{}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]+)}");
    private static final Pattern EARLIER = Pattern.compile("([1-9]\\d?)\\.[A-Za-z0-9_.]+");
    private static final Pattern DAY = Pattern.compile("(today|now)([+-]\\d{1,4})?");
    private static final Pattern ACCOUNT = Pattern.compile("id of (\\S.*)");

    /** Somebody signed in who needs no role. */
    private static final String ACCOUNT_ROLE = "account";

    /** Scenarios and what was seen of them. */
    public record Attempt(List<Scenario> scenarios, List<String> problems) {
        public Attempt {
            scenarios = List.copyOf(scenarios);
            problems = List.copyOf(problems);
        }
    }

    /** What has to hold. */
    public record Scenarios(List<Scenario> scenarios) {
        public Scenarios {
            scenarios = List.copyOf(scenarios);
        }
    }

    public WriteScenarios {
        routes = List.copyOf(routes);
        attempts = List.copyOf(attempts);
    }

    @Override
    public Class<Scenarios> answerType() {
        return Scenarios.class;
    }

    @Override
    public String agent() {
        return "developer";
    }

    @Override
    public Object shown(Object value) {
        return value instanceof Document whole ? SpecificationText.of(whole) : value;
    }

    /** Without what was tried before (RELIABILITY.md, C17). */
    @Override
    public Optional<WriteScenarios> shorter() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(new WriteScenarios(document, routes, List.of()));
    }

    @Override
    public List<String> faults(Scenarios answer) {
        var faults = new FaultList();
        faults.count("scenarios", answer.scenarios(), EACH * routes.size());
        for (var index = 0; index < answer.scenarios().size(); index++) {
            judge("scenarios[%d]".formatted(index), answer.scenarios().get(index), faults);
        }
        return faults.all();
    }

    private void judge(String member, Scenario scenario, FaultList faults) {
        faults.said(member + ".name", scenario.name(), SENTENCE);
        faults.count(member + ".calls", scenario.calls(), CALLS);
        if (!routes.contains(scenario.proves())) {
            faults.add("%s.proves is one of %s; found “%s”"
                    .formatted(member, String.join(", ", routes), scenario.proves()));
        } else if (scenario.calls().stream().noneMatch(call -> call.route().equals(scenario.proves()))) {
            faults.add("%s never calls %s, which it is to prove".formatted(member, scenario.proves()));
        }
        for (var index = 0; index < scenario.calls().size(); index++) {
            judge(
                    "%s.calls[%d]".formatted(member, index),
                    index,
                    scenario.calls().get(index),
                    faults);
        }
    }

    private void judge(String member, int earlier, Scenario.Call call, FaultList faults) {
        var route = document.routes()
                .filter(each -> each.operation().equals(call.route()))
                .findFirst();
        if (route.isEmpty()) {
            faults.add("%s.route is a route of the specification as it stands there, such as %s; found “%s”"
                    .formatted(member, routes.getFirst(), call.route()));
        } else {
            VARIABLE.matcher(route.get().path())
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !call.values().containsKey(name))
                    .forEach(name -> faults.add("%s.values lacks %s, which stands in the path of %s"
                            .formatted(member, name, call.route())));
        }
        if (call.status() < 200 || call.status() > 599) {
            faults.add("%s.status is a status from 200 to 599; found %d".formatted(member, call.status()));
        }
        var bearer = PLACE.matcher(call.caller().strip());
        if (!bearer.matches() && !callers().contains(call.caller().strip().split(" ", 2)[0])) {
            faults.add("%s.caller begins with one of: nothing at all, %s; found “%s”"
                    .formatted(
                            member,
                            callers().stream().filter(each -> !each.isEmpty()).collect(Collectors.joining(", ")),
                            call.caller()));
        }
        var length = call.texts().mapToInt(String::length).sum();
        if (length > VALUES) {
            faults.add("%s has %,d characters; at most %,d are allowed".formatted(member, length, VALUES));
        }
        Stream.concat(Stream.of(call.caller()), call.texts())
                .flatMap(text -> PLACE.matcher(text)
                        .results()
                        .map(found -> found.group(1).strip()))
                .distinct()
                .filter(place -> !known(place, earlier))
                .forEach(place -> faults.add(
                        "%s has ${%s}, which is no member of an earlier call such as ${1.id}, no ${today} or ${now}, and no caller's id"
                                .formatted(member, place)));
    }

    private Set<String> callers() {
        var callers = new HashSet<>(Set.of(""));
        if (document.access() == Access.ACCOUNTS) {
            callers.add(ACCOUNT_ROLE);
            callers.add(Role.ADMIN);
            document.roles().forEach(role -> callers.add(role.name()));
        }
        return callers;
    }

    private boolean known(String place, int earlier) {
        var call = EARLIER.matcher(place);
        if (call.matches()) {
            return Integer.parseInt(call.group(1)) <= earlier;
        }
        var account = ACCOUNT.matcher(place);
        return DAY.matcher(place).matches()
                || (account.matches()
                        && callers().contains(account.group(1).strip().split(" ", 2)[0]));
    }
}
