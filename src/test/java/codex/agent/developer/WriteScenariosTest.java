package codex.agent.developer;

import static org.assertj.core.api.Assertions.assertThat;

import codex.agent.developer.WriteScenarios.Scenarios;
import codex.code.Scenario;
import codex.code.Scenario.Call;
import codex.specification.Document;
import codex.specification.Samples;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scenario may not be, before it is run. */
class WriteScenariosTest {
    private static final String BORROW = "POST /books/{bookId}/loans";
    private static final Call LENT = call(BORROW, "member", Map.of("bookId", "1"), 201);

    @Test
    void a_scenario_calls_the_route_that_it_proves() {
        assertThat(faults(scenario(LENT))).isEmpty();
        assertThat(faults(scenario(call("GET /books", "", Map.of(), 200))))
                .containsExactly("scenarios[0] never calls POST /books/{bookId}/loans, which it is to prove");
        assertThat(faults(new Scenario("GET /books", "Others.", List.of(LENT))))
                .containsExactly("scenarios[0].proves is one of POST /books/{bookId}/loans; found “GET /books”");
    }

    @Test
    void routes_are_those_of_the_specification_with_all_that_stands_in_their_paths() {
        assertThat(faults(scenario(LENT, call("GET /book", "", Map.of(), 200))))
                .containsExactly(
                        "scenarios[0].calls[1].route is a route of the specification as it stands there, such as "
                                + "POST /books/{bookId}/loans; found “GET /book”");
        assertThat(faults(scenario(call(BORROW, "member", Map.of("book", "1"), 201))))
                .containsExactly("scenarios[0].calls[0].values lacks bookId, which stands in the path of " + BORROW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "member", "member two", "librarian", "admin", "account", "account two", "${1.token}"})
    void callers_are_nobody_people_with_a_role_and_who_has_a_token(String caller) {
        assertThat(faults(scenario(LENT, call("GET /books", caller, Map.of(), 200))))
                .isEmpty();
    }

    @Test
    void nobody_else_calls_and_without_accounts_nobody_signs_in() {
        assertThat(faults(scenario(call(BORROW, "reader", Map.of("bookId", "1"), 201))))
                .singleElement()
                .asString()
                .endsWith("found “reader”");
        var greeting = new Scenario("GET /hello", "Greets.", List.of(call("GET /hello", "member", Map.of(), 200)));
        assertThat(new WriteScenarios(Samples.helloWorld(), List.of("GET /hello"), List.of())
                        .faults(new Scenarios(List.of(greeting))))
                .anyMatch(fault -> fault.contains(".caller begins with"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${1.id}", "${1.items.0.title}", "${today}", "${now-30}", "${id of member}", "$5", "{}"})
    void what_only_the_run_knows_comes_from_earlier_calls_its_day_and_its_people(String text) {
        assertThat(faults(scenario(LENT, call(BORROW, "member", Map.of("bookId", text), 201))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"${2.id}", "${0.id}", "${1}", "${id}", "${tomorrow}", "${today+}", "${id of reader}"})
    void other_places_are_named(String text) {
        assertThat(faults(scenario(LENT, call(BORROW, "member", Map.of("bookId", text), 201))))
                .singleElement()
                .asString()
                .startsWith("scenarios[0].calls[1] has " + text + ", which is no member of an earlier call");
    }

    @Test
    void there_are_few_of_a_few_calls() {
        var five = Collections.nCopies(5, scenario(LENT));
        assertThat(question(Samples.library()).faults(new Scenarios(five)))
                .containsExactly("scenarios has 5 items; at most 4 are allowed");
        assertThat(faults(scenario(Collections.nCopies(51, LENT).toArray(Call[]::new))))
                .containsExactly("scenarios[0].calls has 51 items; at most 50 are allowed");
        assertThat(faults(scenario(call(BORROW, "member", Map.of("bookId", "a".repeat(10_001)), 201))))
                .containsExactly("scenarios[0].calls[0] has 10,003 characters; at most 10,000 are allowed");
        assertThat(faults(scenario(call(BORROW, "member", Map.of("bookId", "1"), 0))))
                .containsExactly("scenarios[0].calls[0].status is a status from 200 to 599; found 0");
    }

    private static Scenario scenario(Call... calls) {
        return new Scenario(BORROW, "Lends.", List.of(calls));
    }

    private static Call call(String route, String caller, Map<String, String> values, int status) {
        var nodes = values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> (JsonNode) TextNode.valueOf(each.getValue())));
        return new Call(route, caller, nodes, status, null, List.of(), List.of());
    }

    private static List<String> faults(Scenario scenario) {
        return question(Samples.library()).faults(new Scenarios(List.of(scenario)));
    }

    private static WriteScenarios question(Document document) {
        return new WriteScenarios(document, List.of(BORROW), List.of());
    }
}
