package codex.engine.builtin;

import codex.agent.architect.DrawCodeGraph;
import codex.agent.developer.WriteFunction;
import codex.agent.developer.WriteFunction.FunctionBody;
import codex.specification.Document;
import codex.specification.Names;
import codex.specification.Response;
import codex.specification.Route;
import codex.specification.Type;
import codex.specification.TypeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person renamed since a recipe brought its route: inputs, types and the function itself. Told by place, since the
 * order of parameters, fields and responses outlives a rename.
 */
final class Renames {
    private final Recipe.Made made;
    private final Map<String, String> words = new LinkedHashMap<>();
    private final Map<String, String> inputs = new LinkedHashMap<>();

    Renames(Recipe recipe, Recipe.Made made, WriteFunction question) {
        this.made = made;
        var known = route(recipe.brings(), made.key());
        var now = route(question.document(), made.key());
        if (known.isEmpty() || now.isEmpty()) {
            return;
        }
        words.put(
                Names.pascal(made.name()) + "Input",
                Names.pascal(question.definition().name()) + "Input");
        types(recipe.brings(), known.get(), question.document(), now.get());
        var before = new DrawCodeGraph(recipe.brings(), known.get(), List.of())
                .head()
                .input();
        var after = question.definition().input();
        for (int i = 0; i < before.size() && before.size() == after.size(); i++) {
            inputs.put(before.get(i).name(), after.get(i).name());
        }
    }

    FunctionBody body() {
        var body = made.body();
        return new FunctionBody(body.imports(), renamed(body.body()), renamed(body.helpers()));
    }

    private String renamed(String java) {
        var accessor = Pattern.compile("\\binput\\.(\\w+)\\(\\)").matcher(java);
        var withInputs =
                accessor.replaceAll(found -> "input." + inputs.getOrDefault(found.group(1), found.group(1)) + "()");
        return Pattern.compile("\\b[A-Z]\\w+\\b")
                .matcher(withInputs)
                .replaceAll(found -> Matcher.quoteReplacement(words.getOrDefault(found.group(), found.group())));
    }

    private void types(Document before, Route known, Document after, Route now) {
        pair(Recipes.bodyTypes(known), Recipes.bodyTypes(now), before, after);
        pair(answerTypes(known), answerTypes(now), before, after);
    }

    private void pair(List<String> before, List<String> after, Document known, Document now) {
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            var old = TypeName.of(before.get(i));
            var current = TypeName.of(after.get(i));
            if (old.scalar() || current.scalar() || words.containsKey(old.base())) {
                continue;
            }
            words.put(old.base(), current.base());
            pair(fieldTypes(known.type(old.base())), fieldTypes(now.type(current.base())), known, now);
        }
    }

    private static List<String> answerTypes(Route route) {
        return route.responses().stream()
                .filter(Response::success)
                .map(Response::type)
                .toList();
    }

    private static List<String> fieldTypes(Optional<Type> type) {
        return type.stream()
                .flatMap(each -> each.fields().stream())
                .map(field -> field.type())
                .toList();
    }

    private static Optional<Route> route(Document document, String key) {
        return document.routes()
                .filter(route -> key.equals(route.behaviour().recipe()))
                .findFirst();
    }
}
