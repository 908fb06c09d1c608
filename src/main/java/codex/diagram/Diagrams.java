package codex.diagram;

import codex.specification.Document;
import codex.specification.Specification;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pictures of specifications. A version never changes, so each is drawn once and kept while it is looked at. */
public final class Diagrams {
    private static final int KEPT = 64;

    private record Key(long specification, Picture picture) {}

    private final Map<Key, Drawing> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Drawing> eldest) {
            return size() > KEPT;
        }
    };

    public Drawing of(Specification specification, Picture picture) {
        var key = new Key(specification.id(), picture);
        synchronized (kept) {
            var known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        // Drawn outside the lock: a large one must not hold up those who look at small ones.
        var drawing = draw(specification.document(), picture);
        synchronized (kept) {
            kept.put(key, drawing);
        }
        return drawing;
    }

    static Drawing draw(Document document, Picture picture) {
        return Layout.place(
                switch (picture) {
                    case TABLES -> TablesSketch.of(document, false);
                    case KEYS -> TablesSketch.of(document, true);
                    case ROUTES -> RoutesSketch.of(document);
                });
    }
}
