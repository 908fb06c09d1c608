package codex.verify;

import codex.code.Scenario;
import codex.specification.Document;
import codex.specification.Route;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Routes whose acceptance tests show a success: calls that are made of types alone may all be refused. */
record ProvenSuccess(List<Scenario> scenarios) {
    ProvenSuccess {
        scenarios = List.copyOf(scenarios);
    }

    /** Of those that are run: what calls a route that is not there is not. */
    static ProvenSuccess of(List<Scenario> scenarios, Document document, Set<String> unfinishedRouteIds) {
        var there = document.routes()
                .filter(route -> !unfinishedRouteIds.contains(route.id()))
                .map(Route::operation)
                .collect(Collectors.toSet());
        return new ProvenSuccess(scenarios.stream()
                .filter(each -> each.calls().stream().allMatch(call -> there.contains(call.route())))
                .toList());
    }

    /** Whether it is shown, and no test of the route has failed. */
    boolean of(Route route, List<Finding> findings) {
        return findings.stream()
                        .noneMatch(finding ->
                                finding.rung() == Rung.TESTS && route.id().equals(finding.routeId()))
                && scenarios.stream().anyMatch(each -> each.proves().equals(route.operation()) && each.showsSuccess());
    }
}
