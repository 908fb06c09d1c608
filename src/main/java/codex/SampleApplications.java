package codex;

import codex.account.Account;
import codex.account.Accounts;
import codex.application.Applications;
import codex.specification.Names;

/** Fills a database with applications to look at: the bench's descriptions, drafted once a worker runs. */
final class SampleApplications {
    private SampleApplications() {}

    static void add(Config config) {
        try (var main = new Main(config)) {
            var jdbi = main.database.pages();
            var owner = jdbi.onDemand(Accounts.class).list("", 1).stream()
                    .findFirst()
                    .orElseThrow(
                            () -> new Config.Unusable(
                                    "Samples belong to the first account, and there is none yet. Start ./run once and set it up."));
            Bench.descriptions().forEach((name, description) -> {
                var application = jdbi.onDemand(Applications.class).add(owner.id(), title(name), description);
                main.assignments.draft(application);
            });
            System.out.printf(
                    "%d sample applications for %s; ./run drafts them.%n",
                    Bench.descriptions().size(), told(owner));
        }
    }

    private static String title(String name) {
        var words = Names.kebab(name).replace('-', ' ');
        return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
    }

    private static String told(Account account) {
        return account.email();
    }
}
