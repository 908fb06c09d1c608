package codex.specification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** N16: a comparison leaves nothing out. */
class DiffTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void what_differs_applied_to_the_one_gives_the_other(long seed) {
        var random = new Random(seed);
        var before = List.of(Samples.toDo(), Samples.library(), Samples.shop()).get((int) (seed % 3));
        var after = before;
        for (int step = 0; step < 40; step++) {
            if (Editor.apply(after, RandomEdits.next(after, random), "Rosa") instanceof Edited.Accepted done) {
                after = done.document();
            }
            assertThat(bare(applied(before, after))).isEqualTo(bare(DocumentJson.tree(after)));
            assertThat(bare(applied(after, before))).isEqualTo(bare(DocumentJson.tree(before)));
        }
    }

    @Test
    void a_document_does_not_differ_from_itself() {
        assertThat(Diff.between(Samples.shop(), Samples.shop())).isEmpty();
    }

    @Test
    void of_a_group_of_members_only_what_is_different_is_told() {
        var library = Samples.library();
        var list = library.routes().findFirst().orElseThrow();
        var values = DocumentJson.object();
        values.putObject("behaviour").put("table", "loan");
        values.putObject("request").put("mediaType", "application/json").put("type", "Book");
        values.put("method", "PUT");
        var changed = (Edited.Accepted) Editor.apply(library, new Edit.Change(list.id(), values), "Rosa");
        assertThat(Diff.between(library, changed.document()).getFirst().members())
                .contains(
                        new Diff.Member("method", "GET", "PUT"),
                        new Diff.Member("behaviour table", "book", "loan"),
                        new Diff.Member("request type", null, "Book"));
    }

    @Test
    void of_two_that_changed_places_one_has_moved() {
        var library = Samples.library();
        var first = library.tables().getFirst().id();
        var moved = (Edited.Accepted) Editor.apply(library, new Edit.Move(first, null, 1), "Rosa");
        assertThat(Diff.between(library, moved.document()))
                .extracting(Diff.Change::what)
                .containsExactly(Diff.What.MOVED);
    }

    /** Takes from {@code after} what the comparison names, and everything else from {@code before}. */
    private static ObjectNode applied(Document before, Document after) {
        return new Application(Elements.of(before), Elements.of(after), Diff.between(before, after))
                .to(DocumentJson.tree(before), DocumentJson.tree(after));
    }

    private record Application(Elements before, Elements after, List<Diff.Change> changes) {
        ObjectNode to(ObjectNode old, ObjectNode now) {
            var result = changed("document", old, now);
            children(result, null);
            return result;
        }

        private void children(ObjectNode json, Elements.@Nullable Placed parent) {
            for (var kind : ElementKind.values()) {
                if (parent == null ? !kind.parents().isEmpty() : !kind.parents().contains(parent.kind())) {
                    continue;
                }
                var list = new ArrayList<Elements.Placed>(standing(
                        before,
                        kind,
                        parent,
                        placed -> !is(placed, Diff.What.REMOVED) && !is(placed, Diff.What.MOVED)));
                for (var placed :
                        standing(after, kind, parent, each -> is(each, Diff.What.ADDED) || is(each, Diff.What.MOVED))) {
                    list.add(Math.min(placed.position(), list.size()), placed);
                }
                var array = json.putArray(kind.list());
                for (var placed : list) {
                    var old = before.find(placed.id()).map(each -> DocumentJson.tree((Record) each.element()));
                    var now = after.find(placed.id()).map(each -> DocumentJson.tree((Record) each.element()));
                    var element = is(placed, Diff.What.ADDED)
                            ? now.orElseThrow()
                            : changed(placed.id(), old.orElseThrow(), now.orElseThrow());
                    children(element, placed);
                    array.add(element);
                }
            }
        }

        private ObjectNode changed(String id, ObjectNode old, ObjectNode now) {
            var result = old.deepCopy();
            var members = changes.stream()
                    .filter(change -> change.element().equals(id))
                    .flatMap(change -> change.members().stream().map(Diff.Member::name))
                    .toList();
            var names = new ArrayList<String>();
            old.fieldNames().forEachRemaining(names::add);
            now.fieldNames().forEachRemaining(names::add);
            names.stream()
                    .filter(name -> members.stream().anyMatch(member -> of(member, name)))
                    .forEach(name -> {
                        result.remove(name);
                        if (now.has(name)) {
                            result.set(name, now.get(name));
                        }
                    });
            return result;
        }

        private static boolean of(String member, String name) {
            var words = Names.snake(name).replace('_', ' ');
            return member.equals(words) || member.startsWith(words + " ");
        }

        private boolean is(Elements.Placed placed, Diff.What what) {
            return changes.stream()
                    .anyMatch(
                            change -> change.what() == what && change.element().equals(placed.id()));
        }

        private static List<Elements.Placed> standing(
                Elements elements,
                ElementKind kind,
                Elements.@Nullable Placed parent,
                Predicate<Elements.Placed> which) {
            return elements.all().stream()
                    .filter(placed -> placed.kind() == kind)
                    .filter(placed -> parent == null
                            ? placed.parent() == null
                            : placed.parent() != null && placed.parent().id().equals(parent.id()))
                    .filter(which)
                    .toList();
        }
    }

    // Sources and the highest id differ without a difference that a person would see; order of members says nothing.
    private static JsonNode bare(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.remove(List.of("source", "lastId"));
        }
        json.forEach(DiffTest::bare);
        return json;
    }
}
