package codex.engine.builtin;

import codex.agent.architect.DrawCodeGraph;
import codex.agent.architect.DrawCodeGraph.Definition;
import codex.agent.architect.DrawCodeGraph.Drawing;
import codex.agent.developer.WriteFunction;
import codex.agent.developer.WriteFunction.FunctionBody;
import codex.code.CodeGraph.Call;
import codex.engine.Answer;
import codex.specification.Behaviour;
import codex.specification.Route;
import codex.specification.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The recipe library: recognises what is known by heart, draws its code graph, writes its functions. */
public final class Recipes implements RecipeBook {
    private static final Trigger TOOLKIT = new Trigger(
            List.of(Trigger.phrase(List.of("developer toolkit", "developer tools api", "api toolkit", "api toolbox"))),
            List.of(List.of(
                    Trigger.phrase(List.of("set of", "collection of", "toolkit*", "toolbox*", "suite of", "range of")),
                    Trigger.phrase(List.of("small api", "api", "small endpoint", "utility endpoint")),
                    Trigger.phrase(List.of("all sorts", "various", "many", "small", "common", "developer")))),
            List.of(),
            List.of());

    private final List<Recipe> recipes;
    private final Map<String, Recipe.Made> functions = new LinkedHashMap<>();

    public Recipes() {
        recipes = RecipeReader.resource("index.txt")
                .lines()
                .map(name -> new RecipeReader(name).read())
                .toList();
        recipes.stream()
                .flatMap(recipe -> recipe.functions().stream())
                .forEach(made -> functions.put(made.key(), made));
    }

    List<Recipe> all() {
        return recipes;
    }

    @Override
    public List<Match> match(Description description) {
        var name = Trigger.plain(description.name());
        var texts = description.sentences().stream()
                .map(sentence -> Trigger.plain(sentence.text()))
                .toList();
        var called = Trigger.called(name) || texts.stream().anyMatch(Trigger::called);
        if (fires(TOOLKIT, name, texts, called)) {
            var all = description.sentences().stream().map(Sentence::number).toList();
            return recipes.stream()
                    .filter(Recipe::stateless)
                    .map(recipe -> new Match(recipe.name(), all, recipe.brings()))
                    .toList();
        }
        var whole = recipes.stream()
                .filter(recipe -> recipe.whole() && texts.stream().allMatch(recipe.trigger()::asksWholly))
                .filter(recipe -> !texts.isEmpty())
                .findFirst();
        if (whole.isPresent()) {
            var all = description.sentences().stream().map(Sentence::number).toList();
            return List.of(new Match(whole.get().name(), all, whole.get().brings()));
        }
        return recipes.stream()
                .filter(recipe -> !recipe.whole() && fires(recipe.trigger(), name, texts, called))
                .map(recipe -> new Match(recipe.name(), askedBy(recipe.trigger(), texts, called), recipe.brings()))
                .toList();
    }

    private static boolean fires(Trigger trigger, String name, List<String> texts, boolean called) {
        return Stream.concat(Stream.of(name), texts.stream()).anyMatch(text -> trigger.firesOn(text, called));
    }

    // A recipe that only the name asked for is what the whole description is about: its first sentence is the source.
    private static List<Integer> askedBy(Trigger trigger, List<String> texts, boolean called) {
        var numbers = new ArrayList<Integer>();
        for (int i = 0; i < texts.size(); i++) {
            if (trigger.firesOn(texts.get(i), called) || trigger.isAbout(texts.get(i))) {
                numbers.add(i + 1);
            }
        }
        return numbers.isEmpty() && !texts.isEmpty() ? List.of(1) : numbers;
    }

    @Override
    public Answer<Drawing> draw(DrawCodeGraph question) {
        var route = question.route();
        var made = functions.get(String.valueOf(route.behaviour().recipe()));
        var inWords = route.rules().stream()
                .filter(rule -> rule.form() == Rule.Form.WORDS)
                .map(Rule::text)
                .toList();
        if (!inWords.isEmpty()) {
            return new Answer.Beyond<>("needs a model: " + String.join("; ", inWords));
        }
        if (route.behaviour().kind() != Behaviour.Kind.RECIPE) {
            return new Answer.Beyond<>("needs a model: " + route.summary());
        }
        if (made == null) {
            return new Answer.Beyond<>(
                    "needs a model: there is no recipe " + route.behaviour().recipe());
        }
        return new Answer.Given<>(drawing(made, question.head()));
    }

    private Drawing drawing(Recipe.Made made, Definition head) {
        var definitions = new ArrayList<Definition>();
        var calls = new ArrayList<Call>();
        var packages = new LinkedHashSet<>(made.packages());
        definitions.add(new Definition(
                head.name(),
                made.description(),
                head.input(),
                head.returnType(),
                made.errors(),
                made.tables(),
                made.key()));
        for (var callee : made.calls()) {
            var helper = helper(made, callee);
            calls.add(new Call(head.name(), helper.name()));
            packages.addAll(helper.packages());
            definitions.add(new Definition(
                    helper.name(),
                    helper.description(),
                    helper.arguments(),
                    helper.returnType(),
                    helper.errors(),
                    helper.tables(),
                    helper.key()));
        }
        return new Drawing(definitions, calls, List.copyOf(packages));
    }

    private Recipe.Made helper(Recipe.Made caller, String name) {
        var key = name.contains(".")
                ? name
                : caller.key().substring(0, caller.key().indexOf('.') + 1) + name;
        var helper = functions.get(key);
        if (helper == null) {
            throw new IllegalStateException(caller.key() + " calls " + key + ", which no recipe has");
        }
        return helper;
    }

    static List<String> bodyTypes(Route route) {
        var body = route.request();
        return body == null ? List.of() : List.of(body.type());
    }

    @Override
    public Answer<FunctionBody> write(WriteFunction question) {
        var definition = question.definition();
        var made = functions.get(String.valueOf(definition.recipe()));
        if (made == null) {
            return new Answer.Beyond<>("needs a model: " + definition.description());
        }
        if (!question.attempts().isEmpty()) {
            var problems = question.attempts().getLast().problems();
            return new Answer.Beyond<>("The recipe " + made.key() + " does not fit this specification any more: "
                    + String.join("; ", problems));
        }
        return new Answer.Given<>(new Renames(recipeOf(made), made, question).body());
    }

    private Recipe recipeOf(Recipe.Made made) {
        return recipes.stream()
                .filter(recipe -> recipe.functions().contains(made))
                .findFirst()
                .orElseThrow();
    }
}
