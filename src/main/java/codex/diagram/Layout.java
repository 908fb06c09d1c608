package codex.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Gives boxes their places and lines their ways: layers from left to right, few crossings, right angles.
 *
 * <p>Source: ELK Layered, after K. Sugiyama, S. Tagawa, M. Toda, Methods for Visual Understanding of Hierarchical System
 * Structures, IEEE Transactions on Systems, Man, and Cybernetics, 1981.
 */
final class Layout {
    /** Nearly every monospaced face is this wide at 12 pixels. */
    private static final double LETTER = 7.3;

    private static final int INSET = 10;
    private static final int GAP = 16;
    private static final int TITLE = 28;
    private static final int LEAST_WIDTH = 120;
    private static final int MARGIN = 12;
    private static final int BASE_LINE = 4;

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    private final Sketch sketch;
    private final ElkNode root = ElkGraphUtil.createGraph();
    private final List<ElkNode> nodes = new ArrayList<>();
    private final Map<String, ElkPort> ports = new HashMap<>();
    private final List<ElkEdge> edges = new ArrayList<>();

    private Layout(Sketch sketch) {
        this.sketch = sketch;
    }

    static Drawing place(Sketch sketch) {
        var layout = new Layout(sketch);
        layout.ask();
        new RecursiveGraphLayoutEngine().layout(layout.root, new NullElkProgressMonitor());
        return layout.answer();
    }

    private void ask() {
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(LayeredOptions.PADDING, new ElkPadding(MARGIN));
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, 24.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, 14.0);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 48.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 18.0);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, 8.0);
        for (var box : sketch.boxes()) {
            var node = ElkGraphUtil.createNode(root);
            node.setDimensions(
                    width(box),
                    TITLE + box.rows().size() * sketch.rowHeight() + (box.rows().isEmpty() ? 0 : 6));
            node.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
            nodes.add(node);
        }
        for (var line : sketch.lines()) {
            edges.add(ElkGraphUtil.createSimpleEdge(port(line.from(), PortSide.EAST), port(line.to(), PortSide.WEST)));
        }
    }

    private ElkPort port(Sketch.Place place, PortSide side) {
        return ports.computeIfAbsent(place.box() + " " + place.row() + " " + side, key -> {
            var node = nodes.get(place.box());
            var port = ElkGraphUtil.createPort(node);
            port.setProperty(LayeredOptions.PORT_SIDE, side);
            port.setLocation(side == PortSide.EAST ? node.getWidth() : 0, middle(place.row()));
            return port;
        });
    }

    private double middle(int row) {
        return row == Sketch.TITLE ? TITLE / 2.0 : TITLE + (row + 0.5) * sketch.rowHeight();
    }

    private static int width(Sketch.Box box) {
        var letters = box.rows().stream().mapToInt(Layout::letters).max().orElse(0);
        var rows = (int) Math.ceil(letters * LETTER) + GAP;
        // Titles are bold, which some faces draw wider.
        var title = (int) Math.ceil(box.title().length() * LETTER * 1.06);
        return Math.max(LEAST_WIDTH, Math.max(rows, title) + 2 * INSET);
    }

    private static int letters(Sketch.Row row) {
        var mark = row.mark().isEmpty() ? 0 : Math.max(row.mark().length(), markWidth(row)) + 1;
        return mark + row.text().length() + row.note().length();
    }

    // Marks stand in a column of their own: words of a key are short, methods are not.
    private static int markWidth(Sketch.Row row) {
        return row.element() == null ? 2 : 6;
    }

    private Drawing answer() {
        var boxes = new ArrayList<Drawing.Box>();
        for (int index = 0; index < nodes.size(); index++) {
            boxes.add(box(sketch.boxes().get(index), nodes.get(index)));
        }
        var lines = new ArrayList<Drawing.Line>();
        for (int index = 0; index < edges.size(); index++) {
            lines.add(line(sketch.lines().get(index), edges.get(index)));
        }
        return new Drawing(
                sketch.title(),
                sketch.description(),
                (int) Math.ceil(root.getWidth()),
                (int) Math.ceil(root.getHeight()),
                boxes,
                lines);
    }

    private Drawing.Box box(Sketch.Box box, ElkNode node) {
        var rows = new ArrayList<Drawing.Row>();
        for (int index = 0; index < box.rows().size(); index++) {
            var row = box.rows().get(index);
            var y = round(node.getY() + middle(index)) + BASE_LINE;
            rows.add(new Drawing.Row(row.element(), row.mark(), row.text(), row.note(), row.label(), y));
        }
        return new Drawing.Box(
                box.element(),
                box.title(),
                box.label(),
                round(node.getX()),
                round(node.getY()),
                round(node.getWidth()),
                round(node.getHeight()),
                rows);
    }

    private static Drawing.Line line(Sketch.Line line, ElkEdge edge) {
        var path = new StringBuilder();
        for (var section : edge.getSections()) {
            path.append(path(section));
        }
        return new Drawing.Line(path.toString(), line.from().end(), line.to().end(), line.quiet(), line.words());
    }

    private static String path(ElkEdgeSection section) {
        var path = new StringBuilder("M")
                .append(round(section.getStartX()))
                .append(' ')
                .append(round(section.getStartY()));
        for (var bend : section.getBendPoints()) {
            path.append('L').append(round(bend.getX())).append(' ').append(round(bend.getY()));
        }
        return path.append('L')
                .append(round(section.getEndX()))
                .append(' ')
                .append(round(section.getEndY()))
                .toString();
    }

    private static int round(double length) {
        return (int) Math.round(length);
    }
}
