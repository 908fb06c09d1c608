package codex.diagram;

import codex.specification.Document;
import codex.specification.Module;
import codex.specification.Route;
import codex.specification.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The map of modules: their routes, and which tables each reads or writes. */
final class RoutesSketch {
    private static final int ROW = 24;
    private static final int LONGEST_PATH = 44;

    private final Document document;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Sketch.Box> boxes = new ArrayList<>();
    private final List<Sketch.Line> lines = new ArrayList<>();

    private RoutesSketch(Document document) {
        this.document = document;
    }

    static Sketch of(Document document) {
        return new RoutesSketch(document).sketch();
    }

    private Sketch sketch() {
        for (var table : document.tables()) {
            places.put(table.name(), document.modules().size() + places.size());
        }
        document.modules().forEach(this::module);
        for (var table : document.tables()) {
            boxes.add(new Sketch.Box(table.id(), table.name(), "Table " + table.name(), List.of()));
        }
        var description = "%d modules with %d routes over %d tables. A dashed line reads, a full one writes."
                .formatted(
                        document.modules().size(),
                        document.routes().count(),
                        document.tables().size());
        return new Sketch("Modules and routes of " + document.name(), description, boxes, lines, ROW);
    }

    private void module(Module module) {
        var box = boxes.size();
        var rows = new ArrayList<Sketch.Row>();
        for (var route : module.routes()) {
            table(route, new Sketch.Place(box, rows.size(), Drawing.End.PLAIN));
            var name = route.operation();
            rows.add(new Sketch.Row(route.id(), route.method().name(), cut(route.path()), "", name));
        }
        boxes.add(new Sketch.Box(module.id(), cut(module.name()), "Module " + module.name(), rows));
    }

    private void table(Route route, Sketch.Place from) {
        var table = route.behaviour().table();
        var place = table == null ? null : places.get(table);
        if (place == null || Table.ACCOUNT.equals(table)) {
            return;
        }
        var reads = route.method().safe();
        var to = new Sketch.Place(place, Sketch.TITLE, reads ? Drawing.End.PLAIN : Drawing.End.ARROW);
        var words = "%s %s %s %s.".formatted(route.method(), route.path(), reads ? "reads" : "writes", table);
        lines.add(new Sketch.Line(from, to, reads, words));
    }

    private static String cut(String path) {
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH - 1) + "…";
    }
}
