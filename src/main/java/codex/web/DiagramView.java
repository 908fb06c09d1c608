package codex.web;

import codex.diagram.Drawing;
import codex.diagram.Picture;
import org.jspecify.annotations.Nullable;

/** A picture as its page shows it. */
public record DiagramView(DiagramPlaces places, Picture picture, Drawing drawing) {
    public DiagramPlaces.Place place() {
        return picture == Picture.ROUTES ? DiagramPlaces.Place.ROUTES : DiagramPlaces.Place.TABLES;
    }

    public String heading() {
        return place().label() + " of version " + places.version();
    }

    /** How to read the signs. */
    public String legend() {
        return switch (picture) {
            case TABLES, KEYS ->
                "FK points to another table, UQ is unique, ? may be empty. A bar means one, a circle with a bar at most "
                        + "one, a crow’s foot any number. Each table also has id, version, created_at and updated_at.";
            case ROUTES -> "Each box is a module with its routes. A dashed line reads a table, an arrow writes to it.";
        };
    }

    /** The reference to the sign at a line's end; null for none. */
    public static @Nullable String marker(Drawing.End end) {
        return switch (end) {
            case PLAIN -> null;
            case ONE -> "url(#one)";
            case MAYBE_ONE -> "url(#maybe-one)";
            case MANY -> "url(#many)";
            case ARROW -> "url(#arrow)";
        };
    }
}
