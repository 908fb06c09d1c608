package codex.stack.javalin;

final class EntityFiles {
    EntityFiles(AppModel app, Files files) {}

    void write() {}
}
