package codex.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import codex.specification.Edited.Accepted;
import codex.specification.Edited.Problem;
import codex.specification.Edited.Refused;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditorTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Document library = Samples.library();

    static Stream<Document> samples() {
        return Stream.of(Samples.helloWorld(), Samples.toDo(), Samples.library(), Samples.shop(), Samples.shortener());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_samples_have_no_flaw(Document document) {
        assertThat(Flaws.of(document)).isEmpty();
        assertThat(Checks.ready(Checks.check(document))).isTrue();
    }

    @Test
    void a_new_route_gets_an_id_a_name_its_path_parameters_and_its_editor() {
        var module = library.modules().getFirst();
        var accepted = accepted(
                library,
                new Edit.Add(
                        "route", module.id(), values("{'path':'/books/{bookId}/copies','summary':'Lists copies'}")));
        var route = (Route) element(accepted);
        assertThat(route.id()).isEqualTo("e" + (library.lastId() + 1));
        assertThat(route.name()).isEqualTo("getBooksBookIdCopies");
        assertThat(route.parameters()).extracting(Parameter::name).containsExactly("bookId");
        assertThat(route.access().level()).isEqualTo(RouteAccess.Level.SIGNED_IN);
        assertThat(route.source()).isEqualTo(Source.edit("Rosa"));
        assertThat(accepted.change()).isEqualTo("route GET /books/{bookId}/copies added");
    }

    @Test
    void a_new_route_over_a_table_behaves_as_usual() {
        var accepted = accepted(
                library,
                new Edit.Add(
                        "route", library.modules().getFirst().id(), values("{'method':'PUT','path':'/books/{id}'}")));
        assertThat(((Route) element(accepted)).behaviour()).isEqualTo(Behaviour.of(Behaviour.Kind.REPLACE, "book"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'role','values':{'name':'guest'}}",
                "{'kind':'feature','values':{'name':'Reminders'}}",
                "{'kind':'module','values':{'name':'Reports'}}",
                "{'kind':'type','values':{'name':'Review'}}",
                "{'kind':'enumeration','values':{'name':'Shelf','values':['upper','lower']}}",
                "{'kind':'table','values':{'name':'shelf'}}",
                "{'kind':'assumption','values':{'text':'Books are paper.'}}",
                "{'kind':'openQuestion','values':{'text':'Are there e-books?'}}",
                "{'kind':'parameter','parent':'/books','values':{'name':'author'}}",
                "{'kind':'response','parent':'/books','values':{'status':404}}",
                "{'kind':'rule','parent':'/books','values':{'text':'Lost books are left out.'}}",
                "{'kind':'example','parent':'/books','values':{'then':'all books'}}",
                "{'kind':'column','parent':'book','values':{'name':'pages','type':'integer'}}",
                "{'kind':'column','parent':'loan','values':{'name':'lent_by_id','references':'account','required':false}}",
            })
    void every_kind_is_added_changed_by_nothing_and_removed(String text) {
        // N5, N10, N11
        var json = values(text);
        var parent = json.has("parent") ? parent(json.get("parent").asText()) : null;
        var added = accepted(library, new Edit.Add(json.get("kind").asText(), parent, (ObjectNode) json.get("values")));
        assertThat(added.document().lastId()).isGreaterThan(library.lastId());
        var again = accepted(added.document(), new Edit.Change(added.element(), (ObjectNode) json.get("values")));
        assertThat(again.unchanged()).isTrue();
        var removed = accepted(added.document(), new Edit.Remove(added.element()));
        assertThat(Diff.between(library, removed.document())).isEmpty();
        assertThat(removed.document().lastId()).isEqualTo(added.document().lastId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/books | {'path':'/loans'} | path | GET /loans is there already",
                "/books | {'path':'books'} | path | begins with a slash",
                "/books | {'path':'/books/'} | path | does not end with a slash",
                "/books | {'path':'/bo oks'} | path | has a character that a path cannot have",
                "/books | {'path':'/:id'} | path | A variable is written in braces: {id}",
                "/books | {'path':'/{a}/{a}'} | path | stands twice",
                "/books | {'path':'/openapi.yaml'} | path | Every application answers",
                "/books | {'method':'FETCH'} | method | is one of GET, POST, PUT, PATCH, DELETE",
                "/books | {'access':{'level':'ROLES','roles':['membr']}} | access | Nearest: member",
                "/books | {'access':{'level':'ROLES','roles':[]}} | access | Nobody could call it",
                "/books | {'access':{'level':'SIGNED_IN','own':true}} | access | belong to nobody",
                "/books | {'behaviour':{'kind':'LIST','table':'bok'}} | behaviour | Nearest: book",
                "/books | {'request':{'mediaType':'application/json','type':'Book'}} | request | GET carries no body",
                "/books | {'name':'readBook'} | name | already",
                "/books | {'name':'class'} | name | a word of Java",
                "/books | {'colour':'red'} | colour | is not known here",
                "librarian | {'newcomers':true} | newcomers | has the role member already",
                "book | {'name':'loan'} | name | already",
                "book | {'name':'Books!'} | name | lower case with underscores",
                "book | {'name':'order'} | name | a word of SQL",
                "book | {'name':'account'} | name | is there whenever people sign in",
                "book | {'owner':'title'} | owner | points to account",
                "book.title | {'type':'strng'} | type | Nearest: string",
                "book.title | {'name':'created_at'} | name | has created_at already",
                "book.title | {'limits':{'minLength':300}} | limits.maxLength | is below the least",
                "book.title | {'limits':{'pattern':'['}} | limits.pattern | cannot be read",
                "book.title | {'limits':{'format':'emial'}} | limits.format | Nearest: email",
                "book.title | {'type':'integer','defaultValue':'many'} | defaultValue | is a whole number",
                "book.title | {'required':'perhaps'} | required | is true or false",
                "loan.book_id | {'onDelete':'CLEAR'} | onDelete | cannot be emptied",
                "loan.book_id | {'type':'string'} | type | has the type of its ids, uuid",
            })
    void what_makes_no_sense_is_refused_beside_its_field(String place, String values, String field, String message) {
        // N8
        var refused = refused(library, new Edit.Change(parent(place), values(values)));
        assertThat(refused.problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains(message))
                .extracting(Problem::field)
                .contains(field);
    }

    @Test
    void a_form_is_sent_by_post_and_stands_on_a_page() {
        var form = values("{'name':'addByForm','method':'PUT','path':'/forms/books','summary':'Adds a book',"
                + "'access':{'level':'PUBLIC'},'behaviour':{'kind':'CREATE','table':'book'},"
                + "'request':{'mediaType':'application/x-www-form-urlencoded','type':''},"
                + "'responses':[{'status':303,'mediaType':'','type':''}]}");
        var module = library.modules().getFirst().id();
        assertThat(refused(library, new Edit.Add("route", module, form)).problems())
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("A browser sends forms by POST; found PUT."))
                .anyMatch(message -> message.contains("There is no page for this form"));
    }

    @Test
    void only_a_list_answers_with_a_file_of_rows() {
        var csv = values("{'status':200,'mediaType':'text/csv','type':'string'}");
        assertThat(refused(library, new Edit.Add("response", parent("/books/{id}"), csv))
                        .problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("text/csv is a file of many"))
                .extracting(Problem::field)
                .contains("mediaType");
        assertThat(Editor.apply(library, new Edit.Add("response", parent("/books"), csv), "test"))
                .isInstanceOf(Edited.Accepted.class);
    }

    @Test
    void renaming_a_table_follows_everywhere() {
        // N9
        var accepted = accepted(library, new Edit.Change(parent("book"), values("{'name':'volume'}")));
        assertThat(DocumentJson.write(accepted.document()))
                .doesNotContain("\"table\":\"book\"")
                .contains("\"references\":\"volume\"");
        assertThat(accepted.change())
                .startsWith("table book is now table volume, ")
                .endsWith("follow");
        assertThat(Flaws.of(accepted.document())).isEmpty();
    }

    @Test
    void renaming_a_column_follows_in_owner_rules_states_and_paths() {
        var owner = accepted(library, new Edit.Change(parent("loan.member_id"), values("{'name':'borrower_id'}")));
        assertThat(owner.document().table("loan").orElseThrow().owner()).isEqualTo("borrower_id");
        var book = accepted(owner.document(), new Edit.Change(parent("loan.book_id"), values("{'name':'volume_id'}")));
        assertThat(book.document().routes().map(Route::path)).contains("/books/{volumeId}/loans");
        var back = accepted(book.document(), new Edit.Change(parent("loan.returned_at"), values("{'name':'back_at'}")));
        assertThat(DocumentJson.write(back.document())).doesNotContain("returned_at");
        assertThat(Flaws.of(back.document())).isEmpty();
    }

    @Test
    void renaming_a_role_an_enum_and_its_values_follows() {
        var role = accepted(library, new Edit.Change(library.roles().getFirst().id(), values("{'name':'reader'}")));
        assertThat(DocumentJson.write(role.document())).doesNotContain("\"member\"");
        var shop = Samples.shop();
        var status = shop.enums().getFirst();
        var values = accepted(
                shop,
                new Edit.Change(
                        status.id(), values("{'name':'ShelfStatus','values':['on_sale','restricted','disabled']}")));
        var column = values.document()
                .table("category")
                .orElseThrow()
                .column("status")
                .orElseThrow();
        assertThat(column.type()).isEqualTo("ShelfStatus");
        assertThat(column.defaultValue()).isEqualTo("on_sale");
    }

    @Test
    void a_variable_renamed_in_the_path_keeps_its_parameter() {
        var route = route("POST", "/books/{bookId}/loans");
        var parameter = route.parameters().getFirst();
        var accepted = accepted(library, new Edit.Change(route.id(), values("{'path':'/tomes/{tomeId}/loans'}")));
        var after = ((Route) element(accepted)).parameters();
        assertThat(after).hasSameSizeAs(route.parameters());
        assertThat(after.getFirst().id()).isEqualTo(parameter.id());
        assertThat(after.getFirst().name()).isEqualTo("tomeId");
        assertThat(((Route) element(accepted(library, new Edit.Change(route.id(), values("{'path':'/loans'}")))))
                        .parameters())
                .isEmpty();
    }

    @Test
    void what_is_used_is_removed_only_with_its_uses() {
        // N9
        var book = parent("book");
        assertThat(refused(library, new Edit.Remove(book)).problems())
                .extracting(Problem::message)
                .anySatisfy(message -> assertThat(message).contains("table book is used by column loan.book_id"));
        var accepted = accepted(library, new Edit.Remove(book, true, List.of()));
        assertThat(accepted.document().table("book")).isEmpty();
        assertThat(accepted.document().routes().map(Route::path)).doesNotContain("/books");
        assertThat(accepted.change()).startsWith("table book removed with ");
        assertThat(Flaws.of(accepted.document())).isEmpty();
    }

    @Test
    void what_uses_a_removed_element_may_stay_on_without_it() {
        // N9
        var book = parent("book");
        var uses = Editor.uses(library, book);
        assertThat(uses)
                .filteredOn(use -> use.label().equals("column loan.book_id"))
                .extracting(Use::goes, Use::keepable, Use::without)
                .containsExactly(tuple(true, true, "as a plain value"));
        var keep = uses.stream().filter(Use::keepable).map(Use::element).toList();
        var after = accepted(library, new Edit.Remove(book, true, keep)).document();
        assertThat(after.table("book")).isEmpty();
        var column = after.table("loan").orElseThrow().column("book_id").orElseThrow();
        assertThat(column.references()).isNull();
        assertThat(after.routes().map(Route::path).filter("/books"::equals)).isNotEmpty();
        assertThat(after.routes().filter(each -> each.path().equals("/books")))
                .allSatisfy(each -> assertThat(each.behaviour()).isEqualTo(Behaviour.custom(null)));
        assertThat(after.routes().count()).isEqualTo(library.routes().count());
        assertThat(Flaws.of(after)).isEmpty();
    }

    @Test
    void a_response_stays_on_without_the_type_of_its_body() {
        var withType = accepted(
                        library,
                        new Edit.Add("type", null, values("{'name':'Note','fields':[{'name':'x','type':'string'}]}")))
                .document();
        var route = route("GET", "/books").id();
        var answering = accepted(
                        withType,
                        new Edit.Add(
                                "response",
                                route,
                                values(
                                        "{'status':418,'mediaType':'application/json','type':'Note','description':'No'}")))
                .document();
        var type = answering.types().stream()
                .filter(each -> each.name().equals("Note"))
                .findFirst()
                .orElseThrow()
                .id();
        var keep = Editor.uses(answering, type).stream().map(Use::element).toList();
        var after = accepted(answering, new Edit.Remove(type, true, keep)).document();
        assertThat(after.routes().flatMap(each -> each.responses().stream()).filter(each -> each.status() == 418))
                .extracting(Response::type, Response::mediaType)
                .containsExactly(tuple("", ""));
    }

    @Test
    void what_does_not_use_the_element_cannot_be_kept() {
        var book = parent("book");
        var loan = parent("loan");
        assertThat(refused(library, new Edit.Remove(book, true, List.of(loan))).problems())
                .extracting(Problem::field, Problem::message)
                .containsExactly(tuple(
                        "keep", "table loan cannot be kept: it does not use table book, or is nothing without it."));
    }

    @Test
    void an_edited_element_keeps_its_sentences() {
        var route = route("GET", "/books");
        var accepted = accepted(library, new Edit.Change(route.id(), values("{'summary':'All books'}")));
        assertThat(((Route) element(accepted)).source().sentences())
                .isEqualTo(route.source().sentences());
        assertThat(((Route) element(accepted)).source().origin()).isEqualTo(Origin.EDIT);
        assertThat(accepted.change()).isEqualTo("GET /books: summary changed");
    }

    @Test
    void what_holds_a_rows_id_follows_when_ids_become_numbers() {
        var counted = accepted(library, new Edit.Change(parent("book"), values("{'numbers':'COUNTED'}")))
                .document();
        assertThat(counted.table("loan")
                        .orElseThrow()
                        .column("book_id")
                        .orElseThrow()
                        .type())
                .isEqualTo("long");
        var read = counted.routes()
                .filter(route -> route.path().equals("/books/{id}"))
                .toList();
        assertThat(read)
                .isNotEmpty()
                .allSatisfy(route -> assertThat(route.parameters())
                        .filteredOn(parameter -> parameter.name().equals("id"))
                        .extracting(Parameter::type)
                        .containsExactly("long"));
        var copies = values("{'path':'/books/{bookId}/loans'}");
        var added = accepted(
                counted, new Edit.Add("route", counted.modules().getFirst().id(), copies));
        assertThat(((Route) element(added)).parameters())
                .extracting(Parameter::type)
                .containsExactly("long");
        var again = accepted(counted, new Edit.Change(parent("book"), values("{'numbers':null}")));
        assertThat(again.document().tables()).extracting(Table::keyType).containsOnly("uuid");
        assertThat(Flaws.of(again.document())).isEmpty();
    }

    /** N10: every kind of element, with all that stands in it, under ids and names of its own. */
    @Test
    void a_copy_of_any_element_stands_behind_it_and_is_sound() {
        var document = withEveryKind();
        var kinds = EnumSet.noneOf(ElementKind.class);
        for (var placed : Elements.of(document).all()) {
            kinds.add(placed.kind());
            var accepted = accepted(document, new Edit.Copy(placed.id()));
            var elements = Elements.of(accepted.document());
            var copy = elements.find(accepted.element()).orElseThrow();
            assertThat(copy.kind()).isEqualTo(placed.kind());
            assertThat(copy.position()).isEqualTo(placed.position() + 1);
            assertThat(copy.parent() == null ? "" : copy.parent().id())
                    .isEqualTo(placed.parent() == null ? "" : placed.parent().id());
            assertThat(Flaws.of(accepted.document())).isEmpty();
            // Nothing but the copy and what stands in it is new, and nothing else is different.
            assertThat(Diff.between(document, accepted.document()))
                    .isNotEmpty()
                    .allSatisfy(change -> assertThat(change.what()).isEqualTo(Diff.What.ADDED));
            assertThat(within(elements, copy.id())).isEqualTo(within(Elements.of(document), placed.id()));
        }
        assertThat(kinds).containsExactlyInAnyOrder(ElementKind.values());
    }

    @Test
    void a_copied_route_has_a_name_and_a_path_that_are_free() {
        var read = route("GET", "/books/{id}");
        var once = accepted(library, new Edit.Copy(read.id()));
        assertThat(once.change()).isEqualTo("GET /books/{id} copied to GET /books-copy/{id}");
        var twice = accepted(once.document(), new Edit.Copy(read.id()));
        var copy = (Route) element(twice);
        assertThat(copy.path()).isEqualTo("/books-copy-2/{id}");
        assertThat(copy.name()).isEqualTo(read.name() + "Copy2");
        assertThat(copy.source()).isEqualTo(Source.edit("Rosa"));
        assertThat(refused(library, new Edit.Copy("document")).problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("document");
    }

    private static List<ElementKind> within(Elements elements, String id) {
        return elements.all().stream()
                .filter(placed -> placed.parent() != null
                        && Stream.iterate(placed.parent(), Objects::nonNull, Elements.Placed::parent)
                                .anyMatch(around -> around.id().equals(id)))
                .map(Elements.Placed::kind)
                .toList();
    }

    /** The library with what its sample goes without, so that there is one of each kind. */
    private Document withEveryKind() {
        var route = route("GET", "/books").id();
        var edits = Stream.of(
                        "{'kind':'feature','values':{'name':'Reminders'}}",
                        "{'kind':'type','values':{'name':'Review','fields':[{'name':'stars','type':'integer'}]}}",
                        "{'kind':'enumeration','values':{'name':'Shelf','values':['upper','lower']}}",
                        "{'kind':'assumption','values':{'text':'Books are paper.'}}",
                        "{'kind':'openQuestion','values':{'text':'Are there e-books?'}}",
                        "{'kind':'role','values':{'name':'guest'}}",
                        "{'kind':'response','parent':'ROUTE','values':{'status':200,'type':'Book[]'}}",
                        "{'kind':'rule','parent':'ROUTE','values':{'text':'Newest first.'}}",
                        "{'kind':'example','parent':'ROUTE','values':{'then':'all books'}}",
                        "{'kind':'parameter','parent':'ROUTE','values':{'name':'since','type':'date'}}")
                .map(json -> values(json.replace("ROUTE", route)))
                .<Edit>map(json -> new Edit.Add(
                        json.path("kind").asText(), json.path("parent").asText(null), (ObjectNode) json.get("values")))
                .toList();
        var edited = Editor.apply(library, edits, "Rosa");
        assertThat(edited).isInstanceOf(Accepted.class);
        return ((Accepted) edited).document();
    }

    @Test
    void routes_move_within_and_between_modules() {
        var loans = library.modules().get(1);
        var route = library.modules().getFirst().routes().getFirst();
        var accepted = accepted(library, new Edit.Move(route.id(), loans.id(), 1));
        assertThat(accepted.document().modules().get(1).routes().get(1)).isEqualTo(route);
        assertThat(Diff.between(library, accepted.document()))
                .extracting(Diff.Change::words)
                .containsExactly("GET /books moved");
        assertThat(refused(
                                library,
                                new Edit.Move(
                                        route.id(), library.tables().getFirst().id(), 0))
                        .problems())
                .isNotEmpty();
    }

    /** N11: it is the same element elsewhere, and the way back is exact. */
    @Test
    void a_route_that_moves_to_the_end_of_another_module_keeps_its_id_path_and_trace() {
        var route = library.modules().getFirst().routes().getFirst();
        var last = library.modules().getLast();
        var accepted = accepted(library, new Edit.Move(route.id(), last.id(), Edit.Move.LAST));
        assertThat(accepted.document().modules().getLast().routes().getLast()).isEqualTo(route);
        assertThat(accepted.change()).isEqualTo("GET /books moved to module " + last.name());
        var back = accepted(
                accepted.document(),
                new Edit.Move(route.id(), library.modules().getFirst().id(), 0));
        assertThat(back.document()).isEqualTo(library);
    }

    @Test
    void a_column_that_others_read_does_not_move_to_another_table() {
        var refused = refused(library, new Edit.Move(parent("loan.due_on"), parent("book"), Edit.Move.LAST));
        assertThat(refused.problems())
                .extracting(Problem::message)
                .anySatisfy(message -> assertThat(message).contains("There is no column in loan “due_on”"));
    }

    @Test
    void a_character_that_cannot_be_stored_is_refused() {
        // S27: NUL, lone surrogates
        for (var text : List.of("a\0b", "a\ud800b")) {
            var values = JSON.createObjectNode().put("summary", text);
            assertThat(refused(library, new Edit.Change(parent("/books"), values))
                            .problems())
                    .extracting(Problem::field)
                    .containsExactly("summary");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void any_sequence_of_edits_leaves_a_sound_document(long seed) {
        var random = new Random(seed);
        var document = samples().toList().get((int) (seed % 5));
        var accepted = 0;
        for (int step = 0; step < 120; step++) {
            if (Editor.apply(document, RandomEdits.next(document, random), "Rosa") instanceof Accepted done) {
                accepted++;
                assertThat(Flaws.of(done.document())).isEmpty();
                assertThat(DocumentJson.read(DocumentJson.write(done.document())))
                        .isEqualTo(done.document());
                assertThat(done.unchanged()).isEqualTo(done.document().equals(document));
                assertThat(Diff.between(document, done.document()).isEmpty())
                        .isEqualTo(same(document, done.document()));
                document = done.document();
            }
        }
        assertThat(accepted).isGreaterThan(20);
    }

    // Only sources and the highest id may differ without a difference that a person would see.
    private static boolean same(Document a, Document b) {
        return bare(a).equals(bare(b));
    }

    private static String bare(Document document) {
        return DocumentJson.write(document)
                .replaceAll("\"source\":\\{[^}]*}", "")
                .replaceAll("\"lastId\":\\d+", "");
    }

    private Accepted accepted(Document document, Edit edit) {
        var edited = Editor.apply(document, edit, "Rosa");
        assertThat(edited).isInstanceOf(Accepted.class);
        return (Accepted) edited;
    }

    private Refused refused(Document document, Edit edit) {
        var edited = Editor.apply(document, edit, "Rosa");
        assertThat(edited).isInstanceOf(Refused.class);
        return (Refused) edited;
    }

    private static Element element(Accepted accepted) {
        return Elements.of(accepted.document())
                .find(accepted.element())
                .orElseThrow()
                .element();
    }

    private Route route(String method, String path) {
        return library.routes()
                .filter(route ->
                        route.path().equals(path) && route.method().name().equals(method))
                .findFirst()
                .orElseThrow();
    }

    private String parent(String place) {
        if (place.startsWith("/")) {
            return route("GET", place).id();
        }
        var role = library.role(place);
        if (role.isPresent()) {
            return role.get().id();
        }
        var names = place.split("\\.");
        var table = library.table(names[0]).orElseThrow();
        return names.length == 1
                ? table.id()
                : table.column(names[1]).orElseThrow().id();
    }

    private static ObjectNode values(String json) {
        try {
            return (ObjectNode) JSON.readTree(json.strip().replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
