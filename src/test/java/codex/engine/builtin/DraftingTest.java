package codex.engine.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import codex.agent.requirements.DraftSpecification;
import codex.agent.requirements.DraftSpecification.Draft;
import codex.engine.Answer;
import codex.engine.Asker;
import codex.specification.Response;
import codex.specification.Role;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What descriptions become, one line a route and a table (BUILTIN-ENGINE.md, 6 and 7; GENERATED-APP.md, 2). */
class DraftingTest {
    private final BuiltinEngine engine = new BuiltinEngine(RecipeBook.EMPTY);

    @Test
    void a_greeting_is_one_route_without_tables_or_accounts() {
        assertThat(outline("One endpoint that returns hello world")).isEqualTo("""
                access NONE
                GET /hello FIXED - PUBLIC""");
    }

    @Test
    void a_to_do_list_has_one_table_and_a_state() {
        assertThat(outline(
                        "A to-do list: add tasks with a title, notes and a due date, mark them as done, list open ones, "
                                + "delete them."))
                .isEqualTo("""
                        access NONE
                        GET /tasks LIST task PUBLIC
                        POST /tasks CREATE task PUBLIC
                        GET /tasks/{id} READ task PUBLIC
                        DELETE /tasks/{id} DELETE task PUBLIC
                        POST /tasks/{id}/complete TRANSITION task open>done PUBLIC
                        TaskState: open done
                        task: title note? due_on? state!""");
    }

    @Test
    void strangers_get_the_role_of_members_and_never_that_of_staff() {
        var library =
                draft("Librarians manage the books. Members can borrow a book.").document();
        assertThat(library.roles())
                .filteredOn(Role::newcomers)
                .extracting(Role::name)
                .containsExactly("member");
        assertThat(draft("Only clerks can add parcels. Anyone can see the parcels.")
                        .document()
                        .roles())
                .isNotEmpty()
                .noneMatch(Role::newcomers);
    }

    @Test
    void a_library_lends_books_within_its_limits() {
        assertThat(outline(
                        "A library with members, books and loans. Librarians manage the books. Members can borrow a book "
                                + "for 14 days and return it. A book on loan cannot be lent again. A member has at most 5 loans. Anyone "
                                + "can search the books."))
                .isEqualTo("""
                        access ACCOUNTS librarian member
                        GET /books LIST book PUBLIC
                        POST /books CREATE book ROLES[librarian]
                        GET /books/{id} READ book PUBLIC
                        PATCH /books/{id} CHANGE book ROLES[librarian]
                        DELETE /books/{id} DELETE book ROLES[librarian]
                        GET /loans LIST loan ROLES[member] own
                        POST /books/{bookId}/loans CREATE loan ROLES[member]
                        GET /loans/{id} READ loan ROLES[member] own
                        POST /loans/{id}/return TRANSITION loan >null{returned_on=today} ROLES[member] own
                        book: title author
                        loan of member_id: book_id>book member_id!>account borrowed_on! due_on?! returned_on?!
                          DUE_AFTER[due_on] 14
                          LIMIT[book_id] 1 if returned_on=null
                          LIMIT[member_id] 5 if returned_on=null""");
    }

    @Test
    void stock_is_taken_by_what_is_used() {
        assertThat(outline(
                        "Keeps track of stock levels and of what each client service uses up; items can be added, changed "
                                + "and removed."))
                .contains(
                        "access NONE",
                        "POST /items/{itemId}/usages CREATE usage",
                        "TAKES[quantity, item_id] item.stock");
    }

    @Test
    void appointments_do_not_overlap_and_schedules_are_ones_own() {
        assertThat(outline(
                        "Appointments can be booked, moved and cancelled, and professionals can look after their own "
                                + "schedules."))
                .contains(
                        "access ACCOUNTS professional",
                        "POST /appointments CREATE appointment SIGNED_IN",
                        "PATCH /appointments/{id} CHANGE",
                        "POST /appointments/{id}/cancel TRANSITION appointment booked>cancelled",
                        "GET /schedule-entries LIST schedule_entry ROLES[professional] own",
                        "NO_OVERLAP[starts_at, ends_at, professional_id] if state≠cancelled");
    }

    @Test
    void profiles_are_kept_for_each_kind_of_person() {
        assertThat(outline(
                        "Clients and professionals each have a profile that can be created and changed and that keeps "
                                + "contact details, preferences and history."))
                .contains(
                        "access NONE",
                        "POST /clients CREATE client",
                        "PATCH /professionals/{id} CHANGE professional",
                        "client: name email phone? address? preference?",
                        "history_entry: client_id?>client");
    }

    @Test
    void rows_that_are_taken_home_are_a_list_as_csv() {
        assertThat(
                        outline(
                                "Librarians manage the books. Librarians can export the books as CSV. Anyone can see the books."))
                .contains("GET /books LIST book PUBLIC", "GET /books.csv LIST book ROLES[librarian]");
        assertThat(outline("A club keeps members with a name. Download the list of members as CSV."))
                .contains("GET /members LIST member", "POST /members CREATE member", "GET /members.csv LIST member");
        assertThat(outline("Users can add notes and download their notes to a CSV file."))
                .contains("GET /notes.csv LIST note SIGNED_IN own");
        assertThat(outline("People add recipes. Anyone can get a CSV export of the recipes."))
                .contains("GET /recipes.csv LIST recipe PUBLIC");
        assertThat(outline("Managers export the orders as CSV."))
                .contains(
                        "GET /orders LIST placed_order ROLES[manager]",
                        "GET /orders.csv LIST placed_order ROLES[manager]");
        var file = draft("The books can be exported as CSV.")
                .document()
                .routes()
                .filter(route -> route.path().equals("/books.csv"))
                .findFirst()
                .orElseThrow();
        assertThat(file.responses()).extracting(Response::mediaType).containsExactly("text/csv");
        assertThat(outline("Users add photos and download the photos.")).doesNotContain(".csv");
    }

    @Test
    void rows_that_are_seen_on_a_web_page_are_pages_at_paths_of_their_own() {
        assertThat(outline("Librarians manage the books. Anyone can see the books on a web page."))
                .contains(
                        "GET /books LIST book",
                        "GET /web/books LIST book PUBLIC",
                        "GET /web/books/{id} READ book PUBLIC");
        assertThat(outline("A club keeps members with a name. A web page lists the members."))
                .contains(
                        "GET /members LIST member", "GET /web/members LIST member", "GET /web/members/{id} READ member")
                .doesNotContain("web_page", "web-page");
        assertThat(outline("Users add notes and see their notes on an HTML page."))
                .contains("GET /web/notes LIST note SIGNED_IN own", "GET /web/notes/{id} READ note SIGNED_IN own");
        assertThat(outline("Authors write chapters. Readers see the pages of a chapter."))
                .doesNotContain("/web/chapters");
    }

    @Test
    void what_is_written_on_a_page_has_a_form_for_what_that_sentence_says() {
        assertThat(outline("Books have a title. Everyone can add, change and delete books on a web page."))
                .contains(
                        "POST /books CREATE book PUBLIC",
                        "GET /web/books LIST book PUBLIC",
                        "POST /web/books CREATE book PUBLIC",
                        "POST /web/books/{id} CHANGE book PUBLIC",
                        "POST /web/books/{id}/delete DELETE book PUBLIC");
        assertThat(outline("Everyone can add a book with a title and a price by a form."))
                .contains("POST /web/books CREATE book PUBLIC", "book: title author price")
                .doesNotContain("/web/books/{id} CHANGE", "/delete");
        assertThat(outline("Everyone adds books. Anyone can see the books on a web page."))
                .doesNotContain("POST /web");
    }

    @Test
    void a_form_for_people_who_sign_in_is_said_to_be_missing() {
        var draft = draft("Members add recipes with a title in the browser.");
        assertThat(draft.document().forms()).isFalse();
        assertThat(draft.notUsed())
                .contains(
                        "A form on a page for those who have signed in is not built: to add a recipe takes JSON and a token.");
    }

    @Test
    void what_a_business_sells_or_offers_is_what_it_has() {
        assertThat(outline("A bakery sells cakes with a name, a flavour and a weight."))
                .contains("GET /cakes LIST cake PUBLIC", "cake: name flavour? weight?");
        assertThat(outline("We sell plants with a name and a price. Customers order plants."))
                .contains("GET /plants LIST plant", "plant: name price");
        assertThat(outline("The clinic offers treatments with a name and a price. Patients book treatments."))
                .contains("name price", "booking of patient_id: treatment_id>treatment");
        assertThat(outline("We have boats with a name and a length.")).contains("boat: name length?");
    }

    @Test
    void a_computation_that_no_recipe_knows_is_one_honest_route() {
        assertThat(outline(
                        "One endpoint takes a base currency, a target currency and an amount, looks up the rate, and "
                                + "answers with the converted amount."))
                .isEqualTo("""
                        access NONE
                        POST /under-test CUSTOM - PUBLIC""");
    }

    @Test
    void user_stories_give_roles_and_permissions() {
        assertThat(outline("""
                        - As a librarian, I want to add books so that members can find them.
                        - As a librarian, I want to delete books.
                        - As a member, I want to see all books.
                        """))
                .contains(
                        "access ACCOUNTS librarian member",
                        "POST /books CREATE book ROLES[librarian]",
                        "DELETE /books/{id} DELETE book ROLES[librarian]",
                        "GET /books LIST book ROLES[member]")
                .doesNotContain("PATCH");
    }

    @Test
    void the_same_words_give_the_same_document() {
        var words =
                "A blog. Authors can write posts with a title and a text and publish them. Visitors can comment on posts.";
        assertThat(answer(words)).isEqualTo(answer(words));
    }

    @Test
    void words_that_say_nothing_are_refused_with_what_is_missing() {
        for (var words : List.of("", "   ", "asdf qwer", "!!! ???", "<script>alert(1)</script>", "../../etc/passwd")) {
            assertThat(answer(words)).as(words).isInstanceOf(Answer.Beyond.class);
        }
    }

    @Test
    void other_languages_are_refused_in_words() {
        assertThat(answer("Eine Bibliothek mit Büchern und Mitgliedern, die Bücher ausleihen dürfen."))
                .isInstanceOfSatisfying(
                        Answer.Beyond.class, beyond -> assertThat(beyond.why()).contains("English"));
    }

    @Test
    void a_megabyte_of_words_is_read_in_part_and_said_so() {
        var draft = draft("Users can add notes with a title. ".repeat(31_000));
        assertThat(draft.document().tables()).hasSize(1);
        assertThat(draft.notUsed()).anyMatch(line -> line.contains("were read"));
    }

    @Test
    void every_element_has_an_id_and_the_last_one_is_known() {
        var document = draft("A shop where customers order products.").document();
        assertThat(document.lastId()).isPositive();
        assertThat(document.routes().map(route -> route.id()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("e\\d+"));
    }

    private String outline(String words) {
        return Outline.of(draft(words).document());
    }

    private Draft draft(String words) {
        if (answer(words) instanceof Answer.Given<Draft> given) {
            return given.value();
        }
        throw new AssertionError("no draft came for: " + words + ", but " + answer(words));
    }

    private Answer<Draft> answer(String words) {
        return engine.answer(
                new DraftSpecification("App under test", words, List.of()),
                new Asker(1, 1, 1, "draft", Instant.EPOCH, said -> {}));
    }
}
