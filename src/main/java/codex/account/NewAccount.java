package codex.account;

/** Somebody to be added, as typed. */
public record NewAccount(String email, String name, String password) {
    /** Whoever logs it by mistake logs no password. */
    @Override
    public String toString() {
        return "NewAccount[email=" + email + "]";
    }
}
