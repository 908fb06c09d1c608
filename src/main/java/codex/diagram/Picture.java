package codex.diagram;

/** The pictures there are of a specification. */
public enum Picture {
    /** Tables with their columns, and which points to which. */
    TABLES,
    /** Tables with those columns alone that tell rows apart or point to other rows. */
    KEYS,
    /** Modules with their routes, and the tables that these read and write. */
    ROUTES
}
