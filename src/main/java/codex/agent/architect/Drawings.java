package codex.agent.architect;

import codex.agent.Conversation;
import codex.agent.SideBySide;
import codex.code.CodeGraph;
import codex.queue.Steps;
import codex.specification.Document;
import codex.specification.Names;
import codex.specification.Route;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Has the routes drawn: first what they share, then all of them side by side. */
final class Drawings {
    private final Document document;
    private final Conversation conversation;
    private final Steps steps;

    Drawings(Document document, Conversation conversation, Steps steps) {
        this.document = document;
        this.conversation = conversation;
        this.steps = steps;
    }

    /** A reply for each route that needs functions, by the route's element id, in the order of the document. */
    Map<String, Conversation.Reply<DrawCodeGraph.Drawing>> all() {
        var routes = document.routes().filter(Route::needsFunctions).toList();
        var shared = shared(routes);
        var replies = SideBySide.all(
                routes.stream()
                        .map(route -> (Callable<Conversation.Reply<DrawCodeGraph.Drawing>>) () -> conversation.ask(
                                "graph:" + route.id(), new DrawCodeGraph(document, route, shared.functions())))
                        .toList(),
                steps);
        var drawings = new LinkedHashMap<String, Conversation.Reply<DrawCodeGraph.Drawing>>();
        var taken = new HashMap<String, DrawCodeGraph.Definition>();
        for (var i = 0; i < routes.size(); i++) {
            var route = routes.get(i);
            var reply = replies.get(i);
            var drawing = reply.value();
            drawings.put(
                    route.id(),
                    drawing == null
                            ? reply
                            : new Conversation.Reply<>(
                                    withShared(apart(drawing, route, taken), shared), reply.beyond()));
        }
        return drawings;
    }

    private DrawSharedFunctions.Shared shared(List<Route> routes) {
        if (routes.size() < 2) {
            return DrawSharedFunctions.Shared.NOTHING;
        }
        var tasks = routes.stream()
                .map(route -> DrawSharedFunctions.Task.of(document, route))
                .toList();
        var reply = conversation.ask("graph:shared", new DrawSharedFunctions(document, tasks));
        return reply.value() == null ? DrawSharedFunctions.Shared.NOTHING : reply.value();
    }

    /**
     * Routes that were drawn side by side may have given different functions one name: the later one is named after its
     * route. The very same function stays one.
     *
     * @param taken definitions by name, to which those of this drawing are added
     */
    private static DrawCodeGraph.Drawing apart(
            DrawCodeGraph.Drawing drawing, Route route, Map<String, DrawCodeGraph.Definition> taken) {
        var names = new HashMap<String, String>();
        for (var helper : drawing.functions().subList(1, drawing.functions().size())) {
            var before = taken.get(helper.name());
            if (before != null && !before.equals(helper)) {
                names.put(helper.name(), helper.name() + "For" + Names.pascal(route.name()));
            }
        }
        var renamed = names.isEmpty() ? drawing : renamed(drawing, names);
        renamed.functions().stream().skip(1).forEach(helper -> taken.putIfAbsent(helper.name(), helper));
        return renamed;
    }

    private static DrawCodeGraph.Drawing renamed(DrawCodeGraph.Drawing drawing, Map<String, String> names) {
        UnaryOperator<String> name = old -> names.getOrDefault(old, old);
        return new DrawCodeGraph.Drawing(
                drawing.functions().stream()
                        .map(each -> each.renamed(name.apply(each.name()), names))
                        .toList(),
                drawing.calls().stream()
                        .map(call -> new CodeGraph.Call(name.apply(call.caller()), name.apply(call.callee())))
                        .toList(),
                drawing.packages());
    }

    /** With the shared functions that it calls, and those that they call. */
    private static DrawCodeGraph.Drawing withShared(DrawCodeGraph.Drawing drawing, DrawSharedFunctions.Shared shared) {
        var byName =
                shared.functions().stream().collect(Collectors.toMap(DrawCodeGraph.Definition::name, each -> each));
        var reached = new LinkedHashSet<String>();
        var open = new ArrayDeque<String>();
        drawing.calls().stream().map(CodeGraph.Call::callee).forEach(open::add);
        while (!open.isEmpty()) {
            var name = open.removeFirst();
            if (byName.containsKey(name) && reached.add(name)) {
                callees(shared, name).forEach(open::add);
            }
        }
        if (reached.isEmpty()) {
            return drawing;
        }
        var functions = new ArrayList<>(drawing.functions());
        reached.forEach(name -> functions.add(byName.get(name)));
        var calls = new ArrayList<>(drawing.calls());
        shared.calls().stream().filter(call -> reached.contains(call.caller())).forEach(calls::add);
        return new DrawCodeGraph.Drawing(functions, calls, drawing.packages());
    }

    private static Set<String> callees(DrawSharedFunctions.Shared shared, String caller) {
        return shared.calls().stream()
                .filter(call -> call.caller().equals(caller))
                .map(CodeGraph.Call::callee)
                .collect(Collectors.toSet());
    }
}
