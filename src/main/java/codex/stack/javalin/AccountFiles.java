package codex.stack.javalin;

final class AccountFiles {
    AccountFiles(AppModel app, Files files) {}

    void write() {}
}
