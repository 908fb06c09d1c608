package codex.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.agent.requirements.DraftSpecification;
import codex.agent.requirements.ReviseSpecification;
import codex.agent.requirements.ReviseSpecification.Revision;
import codex.engine.Answer;
import codex.engine.Asker;
import codex.specification.Document;
import codex.specification.Edit;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Instructions in words become typed edits (BUILTIN-ENGINE.md, 8). */
class RevisingTest {
    private static final Asker ASKER = new Asker(1, 1, 1, "revise", Instant.EPOCH, said -> {});

    private final BuiltinEngine engine = new BuiltinEngine(RecipeBook.EMPTY);
    private final Document library =
            draft("Librarians manage the books. Members can borrow a book for 14 days and return it.");

    @Test
    void a_field_with_a_range_is_added_to_its_table() {
        var revision = revise("Add a rating from 1 to 5 to books.");
        assertThat(revision.edits()).singleElement().isInstanceOfSatisfying(Edit.Add.class, add -> {
            assertThat(add.kind()).isEqualTo("column");
            assertThat(add.values().get("name").asText()).isEqualTo("rating");
            assertThat(add.values().get("limits").get("max").asInt()).isEqualTo(5);
        });
    }

    @Test
    void only_admins_brings_the_role_and_closes_the_route() {
        assertThat(revise("Only admins may delete books").edits())
                .hasSize(3)
                .anyMatch(edit -> edit instanceof Edit.Add add && add.kind().equals("role"));
    }

    @Test
    void removing_accounts_opens_every_route() {
        var changes = revise("remove accounts").edits().stream()
                .filter(edit -> edit instanceof Edit.Change)
                .count();
        assertThat(changes).isGreaterThan(library.routes().count());
    }

    @Test
    void tables_are_renamed_and_routes_removed() {
        assertThat(revise("rename book to novel").edits()).hasSize(1);
        assertThat(revise("remove the route DELETE /books/{id}").edits()).hasSize(1);
    }

    @Test
    void what_is_not_understood_is_said() {
        assertThat(revise("Make it more modern.").notUnderstood()).isEqualTo("Make it more modern.");
    }

    private Revision revise(String instruction) {
        if (engine.answer(new ReviseSpecification(library, instruction, List.of()), ASKER)
                instanceof Answer.Given<Revision> given) {
            return given.value();
        }
        throw new AssertionError("no revision came for: " + instruction);
    }

    private Document draft(String words) {
        var answer = engine.answer(new DraftSpecification("Library", words, List.of()), ASKER);
        if (answer instanceof Answer.Given<DraftSpecification.Draft> given) {
            return given.value().document();
        }
        throw new AssertionError("no draft came for: " + words);
    }
}
