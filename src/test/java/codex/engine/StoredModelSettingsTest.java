package codex.engine;

import static codex.engine.ModelField.AT_ONCE;
import static codex.engine.ModelField.CAP_CALL;
import static codex.engine.ModelField.CAP_DAY;
import static codex.engine.ModelField.EMBEDDING_MODEL;
import static codex.engine.ModelField.EMBEDDING_PRICE;
import static codex.engine.ModelField.ENDPOINT;
import static codex.engine.ModelField.KEY;
import static codex.engine.ModelField.MODEL;
import static codex.engine.ModelField.PER_ACCOUNT;
import static codex.engine.ModelField.PRICE_IN;
import static codex.engine.ModelField.PRICE_OUT;
import static codex.engine.ModelField.STRONG_MODEL;
import static codex.engine.ModelField.STRONG_PRICE_IN;
import static codex.engine.ModelField.STRONG_PRICE_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import codex.database.TestDatabase;
import codex.engine.PresentSettings.KeyState;
import codex.engine.PresentSettings.Source;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredModelSettingsTest {
    private static final Jdbi JDBI = TestDatabase.jdbi();
    private static final String CANARY = "sk-canary-0123456789-abcd";
    private static final String LOCAL = "http://127.0.0.1:11434/v1";

    private final StoredModelSettings model = at("this home", Map.of());

    @BeforeEach
    void forget() {
        JDBI.useHandle(handle -> handle.execute("DELETE FROM setting"));
    }

    @Test
    void without_a_word_there_is_no_model_to_ask_and_everything_has_its_default() {
        var settings = model.get();
        assertThat(settings.configured()).isFalse();
        assertThat(settings.model()).isEqualTo("gpt-4.1-mini");
        assertThat(settings.strongModel()).isEqualTo("gpt-4.1-mini");
        assertThat(settings.atOnce()).isEqualTo(12);
        assertThat(settings.perAccount()).isEqualTo(6);
        assertThat(settings.caps().any()).isFalse();
        assertThat(model.present().source(MODEL)).isEqualTo(Source.DEFAULT);
    }

    /** W12.1, W12.2 */
    @Test
    void what_was_saved_holds_from_the_next_question_on_in_every_process() {
        var other = at("this home", Map.of());
        saved(
                model,
                Map.of(
                        ENDPOINT, "https://api.example.com/v1",
                        KEY, CANARY,
                        MODEL, "small",
                        STRONG_MODEL, "large",
                        PRICE_IN, "0.40",
                        PRICE_OUT, "1.60",
                        STRONG_PRICE_IN, "2",
                        STRONG_PRICE_OUT, "8",
                        CAP_DAY, "25",
                        AT_ONCE, "4"));
        var settings = other.get();
        assertThat(settings.endpoint()).isEqualTo("https://api.example.com/v1");
        assertThat(settings.apiKey()).isEqualTo(CANARY);
        assertThat(settings.model()).isEqualTo("small");
        assertThat(settings.strongModel()).isEqualTo("large");
        assertThat(settings.prices())
                .hasEntrySatisfying("large", price -> assertThat(price.out()).isEqualByComparingTo("8"));
        assertThat(settings.caps().day()).isEqualByComparingTo(new BigDecimal(25));
        assertThat(settings.caps().call()).isNull();
        assertThat(settings.atOnce()).isEqualTo(4);
        assertThat(settings.perAccount()).as("never more than all together").isEqualTo(4);
        saved(model, Map.of(AT_ONCE, "", CAP_DAY, ""));
        assertThat(other.get().atOnce()).isEqualTo(12);
        assertThat(other.get().caps().any()).isFalse();
    }

    /** S41 */
    @Test
    void the_table_holds_the_key_sealed_and_two_seals_of_it_differ() {
        saved(model, Map.of(KEY, CANARY));
        var first = stored("model.apiKey");
        assertThat(first).doesNotContain("canary").doesNotContain("abcd");
        saved(model, Map.of(KEY, ""));
        saved(model, Map.of(KEY, CANARY));
        assertThat(stored("model.apiKey")).isNotEqualTo(first);
        assertThat(model.present().toString()).doesNotContain("canary").contains("…abcd");
        assertThat(model.get().toString()).doesNotContain("canary");
    }

    /** S41 */
    @Test
    void another_home_cannot_read_the_key_and_says_so() {
        saved(model, Map.of(KEY, CANARY));
        var elsewhere = at("another home", Map.of());
        assertThat(elsewhere.present().keyState()).isEqualTo(KeyState.UNREADABLE);
        assertThat(elsewhere.present().keyWords()).contains("cannot be read with this CODEX_HOME; enter it again");
        assertThat(elsewhere.get().apiKey()).isNull();
        assertThat(elsewhere.get().configured())
                .as("C1: that the key is lost is seen; nobody answers in the model's place without a word")
                .isTrue();
        saved(elsewhere, Map.of(MODEL, "small"));
        assertThat(model.get().apiKey()).as("other changes leave it").isEqualTo(CANARY);
    }

    /** S41: bound to its row. */
    @Test
    void a_sealed_value_opens_as_its_own_setting_only() {
        var seal = new Seal("home".getBytes(StandardCharsets.UTF_8));
        var closed = seal.close("model.apiKey", CANARY);
        assertThat(seal.open("model.apiKey", closed)).contains(CANARY);
        assertThat(seal.open("model.other", closed)).isEmpty();
        assertThat(seal.open("model.apiKey", closed.replaceFirst(".{4}$", "AAA=")))
                .isEmpty();
        assertThat(seal.open("model.apiKey", "")).isEmpty();
        assertThat(seal.open("model.apiKey", "1:????")).isEmpty();
    }

    /** S37 */
    @Test
    void the_key_is_told_only_to_whom_it_was_entered_for() {
        saved(model, Map.of(ENDPOINT, LOCAL, KEY, CANARY));
        saved(model, Map.of(ENDPOINT, LOCAL + "/other"));
        assertThat(model.get().apiKey()).as("the same host").isEqualTo(CANARY);
        var moved = saved(model, Map.of(ENDPOINT, "https://evil.example/v1"));
        assertThat(moved.keyGone()).isTrue();
        assertThat(model.get().apiKey()).isNull();
        assertThat(rows()).doesNotContain("model.apiKey");

        saved(model, Map.of(ENDPOINT, LOCAL, KEY, CANARY));
        var byEnvironment = at("this home", Map.of(ENDPOINT, "https://other.example/v1"));
        assertThat(byEnvironment.present().keyState()).isEqualTo(KeyState.ELSEWHERE);
        assertThat(byEnvironment.get().apiKey()).isNull();
        saved(model, Map.of(ENDPOINT, "https://third.example/v1", KEY, CANARY + "e"));
        assertThat(model.get().apiKey()).as("typed again with the address").isEqualTo(CANARY + "e");
    }

    /** W12.5 */
    @Test
    void the_environment_wins_and_cannot_be_changed_here() {
        saved(model, Map.of(ENDPOINT, LOCAL, MODEL, "typed"));
        var fixed = at("this home", Map.of(MODEL, "from-outside", KEY, CANARY));
        assertThat(fixed.get().model()).isEqualTo("from-outside");
        assertThat(fixed.present().source(MODEL)).isEqualTo(Source.ENVIRONMENT);
        assertThat(fixed.get().endpoint())
                .as("S37: a key of the environment goes where the environment says, to OpenAI if it says nothing")
                .isNull();
        assertThat(refused(fixed, Map.of(MODEL, "typed"))).containsOnlyKeys(MODEL);
        assertThat(refused(fixed, Map.of(ENDPOINT, LOCAL)).get(ENDPOINT)).contains("OPENAI_BASE_URL");
        assertThat(refused(fixed, Map.of(KEY, "sk-other")).get(KEY)).contains("OPENAI_API_KEY");
    }

    /** C15 */
    @Test
    void a_model_without_a_price_is_refused_while_there_is_a_limit() {
        assertThat(refused(model, Map.of(CAP_CALL, "1"))).containsOnlyKeys(PRICE_IN);
        assertThat(refused(model, Map.of(CAP_CALL, "1", PRICE_IN, "1", PRICE_OUT, "2", STRONG_MODEL, "large")))
                .containsOnlyKeys(STRONG_PRICE_IN);
        saved(model, Map.of(CAP_CALL, "1", PRICE_IN, "0", PRICE_OUT, "0"));
        assertThat(refused(model, Map.of(MODEL, "unknown"))).containsOnlyKeys(PRICE_IN);
        assertThat(model.get().model()).as("nothing of a refused change holds").isEqualTo("gpt-4.1-mini");
        var outside = at("this home", Map.of(MODEL, "unknown"));
        assertThat(outside.present().unpriced()).contains("unknown");
        assertThat(model.present().unpriced()).isEmpty();
        assertThat(refused(model, Map.of(EMBEDDING_MODEL, "vectors"))).containsOnlyKeys(EMBEDDING_PRICE);
        saved(model, Map.of(EMBEDDING_MODEL, "vectors", EMBEDDING_PRICE, "0.02"));
        assertThat(model.get().prices().get("vectors"))
                .as("nobody pays for a vector that comes out")
                .isEqualTo(new ModelSettings.Price(new BigDecimal("0.02"), BigDecimal.ZERO));
    }

    @Test
    void a_price_stays_with_its_model() {
        saved(model, Map.of(MODEL, "small", PRICE_IN, "1", PRICE_OUT, "2"));
        saved(model, Map.of(MODEL, "large"));
        assertThat(model.present().typed(PRICE_IN)).isEmpty();
        saved(model, Map.of(MODEL, "small"));
        assertThat(model.present().typed(PRICE_IN)).isEqualTo("1");
        saved(model, Map.of(PRICE_IN, "", PRICE_OUT, ""));
        assertThat(model.get().prices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "model, two words", "strongModel, größe", "apiKey, two words", "priceIn, -1", "priceOut, '0,40'",
        "strongPriceIn, 1e3", "strongPriceOut, 10000.01", "capCall, 0", "capJob, 1000000.5", "capApplication, ten",
        "capAccount, 0.001", "capDay, 1.1234567", "atOnce, 0", "perAccount, 201", "endpoint, api.example.com/v1",
        "embeddingModel, two words", "embeddingPrice, free"
    })
    void each_value_has_its_rule_and_a_sentence(String word, String text) {
        var field = ModelField.of(word).orElseThrow();
        var problems = refused(
                model,
                switch (field) {
                    case PRICE_IN -> Map.of(field, text, PRICE_OUT, "1");
                    case PRICE_OUT -> Map.of(field, text, PRICE_IN, "1");
                    case STRONG_PRICE_IN -> Map.of(STRONG_MODEL, "large", field, text, STRONG_PRICE_OUT, "1");
                    case STRONG_PRICE_OUT -> Map.of(STRONG_MODEL, "large", field, text, STRONG_PRICE_IN, "1");
                    case EMBEDDING_PRICE -> Map.of(EMBEDDING_MODEL, "vectors", field, text);
                    default -> Map.of(field, text);
                });
        assertThat(problems).containsOnlyKeys(field);
        assertThat(problems.get(field)).endsWith(".");
        assertThat(rows()).isEmpty();
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        var problems = refused(
                model,
                Map.of(ENDPOINT, "ftp://x", MODEL, "a b", PRICE_IN, "x", PRICE_OUT, "y", CAP_DAY, "0", AT_ONCE, "-"));
        assertThat(problems).containsOnlyKeys(ENDPOINT, MODEL, PRICE_IN, PRICE_OUT, CAP_DAY, AT_ONCE);
    }

    @Test
    void values_that_do_not_go_together_are_refused() {
        assertThat(refused(model, Map.of(PRICE_IN, "1"))).containsOnlyKeys(PRICE_OUT);
        assertThat(refused(model, Map.of(AT_ONCE, "2", PER_ACCOUNT, "3"))).containsOnlyKeys(PER_ACCOUNT);
        assertThat(refused(model, Map.of(STRONG_PRICE_IN, "1", STRONG_PRICE_OUT, "2")))
                .as("hard questions go to the same model")
                .containsOnlyKeys(STRONG_PRICE_IN, STRONG_PRICE_OUT);
        assertThat(refused(model, Map.of(EMBEDDING_PRICE, "1")).get(EMBEDDING_PRICE))
                .contains("not named");
        saved(model, Map.of(MODEL, "one", PRICE_IN, "1", PRICE_OUT, "2", EMBEDDING_MODEL, "one", EMBEDDING_PRICE, ""));
        assertThat(model.get().prices()).as("of a model that does both").containsOnlyKeys("one");
        assertThat(refused(model, Map.of(EMBEDDING_PRICE, "1")).get(EMBEDDING_PRICE))
                .contains("above");
    }

    /** A page must be there to mend what somebody wrote into the table. */
    @Test
    void rows_that_cannot_be_used_are_passed_over() {
        JDBI.useHandle(handle -> handle.execute("""
                INSERT INTO setting (name, value, secret) VALUES
                    ('model.atOnce', 'many', false), ('model.endpoint', 'gopher://x', false), ('mood', 'good', false),
                    ('price.small', 'cheap', false), ('model.priceIn', '1', false), ('model.apiKey', 'plain', true)
                """));
        assertThat(model.get().atOnce()).isEqualTo(12);
        assertThat(model.present().typed(ENDPOINT)).isEmpty();
        assertThat(model.present().keyState()).isEqualTo(KeyState.UNREADABLE);
    }

    /** W12.1: what is tried need not be saved, nor be complete. */
    @Test
    void a_trial_changes_nothing_and_asks_nothing_of_prices() {
        saved(model, Map.of(ENDPOINT, LOCAL, KEY, CANARY, PRICE_IN, "1", PRICE_OUT, "1", CAP_DAY, "5"));
        var trial = model.trial(Map.of(MODEL, "unknown", AT_ONCE, "none"));
        assertThat(trial).isInstanceOf(Saving.Saved.class);
        var tried = ((Saving.Saved) trial).after().settings();
        assertThat(tried.model()).isEqualTo("unknown");
        assertThat(tried.apiKey()).isEqualTo(CANARY);
        assertThat(((Saving.Saved) model.trial(Map.of(ENDPOINT, "https://evil.example")))
                        .after()
                        .settings()
                        .apiKey())
                .as("S37")
                .isNull();
        assertThat(model.trial(Map.of(MODEL, "a b"))).isInstanceOf(Saving.Refused.class);
        assertThat(model.get().model()).isEqualTo("gpt-4.1-mini");
    }

    private static StoredModelSettings at(String home, Map<ModelField, String> environment) {
        return new StoredModelSettings(
                JDBI,
                new Seal(home.getBytes(StandardCharsets.UTF_8)),
                environment,
                new EndpointRule(name -> List.of()));
    }

    private static Saving save(StoredModelSettings model, Map<ModelField, String> typed) {
        return JDBI.inTransaction(handle -> model.save(handle, typed));
    }

    private static Saving.Saved saved(StoredModelSettings model, Map<ModelField, String> typed) {
        var saving = save(model, typed);
        assertThat(saving).as(saving.toString()).isInstanceOf(Saving.Saved.class);
        return (Saving.Saved) saving;
    }

    private static Map<ModelField, String> refused(StoredModelSettings model, Map<ModelField, String> typed) {
        var saving = save(model, typed);
        assertThat(saving).isInstanceOf(Saving.Refused.class);
        return ((Saving.Refused) saving).problems();
    }

    private static List<String> rows() {
        return JDBI.withHandle(handle -> handle.createQuery("SELECT name FROM setting")
                .mapTo(String.class)
                .list());
    }

    private static String stored(String name) {
        return JDBI.withHandle(handle -> handle.createQuery("SELECT value FROM setting WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .one());
    }
}
