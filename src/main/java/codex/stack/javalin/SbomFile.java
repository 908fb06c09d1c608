package codex.stack.javalin;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The libraries of the app as a CycloneDX 1.6 document; the ones it names itself, not theirs. */
final class SbomFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SbomFile() {}

    static String text(AppModel app) {
        var bom = JSON.createObjectNode();
        bom.put("bomFormat", "CycloneDX").put("specVersion", "1.6").put("version", 1);
        component(bom.putObject("metadata").putObject("component"), "application", app.base(), app.artifact(), "1.0.0");
        var components = bom.putArray("components");
        for (var library : Libraries.of(app)) {
            var component = components.addObject();
            component(component, "library", library.group(), library.artifact(), library.version());
            component.put("scope", library.test() ? "excluded" : "required");
        }
        return bom.toPrettyString().replace("\r\n", "\n") + "\n";
    }

    private static void component(ObjectNode node, String type, String group, String name, String version) {
        var purl = "pkg:maven/%s/%s@%s".formatted(group, name, version);
        node.put("type", type)
                .put("bom-ref", purl)
                .put("group", group)
                .put("name", name)
                .put("version", version)
                .put("purl", purl);
    }
}
