package codex.web;

/** Where the pictures of one version stand, for the links between them. */
public record DiagramPlaces(long application, int version) {
    /** The pictures, each with an address of its own below the version's. */
    public enum Place {
        TABLES("/diagrams", "Tables"),
        ROUTES("/diagrams/routes", "Modules and routes"),
        PERMISSIONS("/diagrams/permissions", "Permissions"),
        COVERAGE("/coverage", "Coverage");

        private final String path;
        private final String label;

        Place(String path, String label) {
            this.path = path;
            this.label = label;
        }

        public String label() {
            return label;
        }

        public boolean isTables() {
            return this == TABLES;
        }
    }

    /** The version itself; an element's id behind {@code #} leads to the element. */
    public String specification() {
        return "/applications/" + application + "/specification/" + version;
    }

    public String tables() {
        return url(Place.TABLES);
    }

    public String url(Place place) {
        return specification() + place.path;
    }
}
