package codex.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY.md, S37 with its corpus {@code network}; nothing is sent and no name is looked up outside. */
class EndpointRuleTest {
    private static final Map<String, String> NAMES = Map.of(
            "api.example.com", "93.184.216.34",
            "six.example.com", "2606:2800:220:1::1",
            "inside.example.com", "10.1.2.3",
            "own.example.com", "127.0.0.1",
            "cloud.example.com", "169.254.169.254",
            "mapped.example.com", "64:ff9b::a9fe:a9fe");

    private final EndpointRule rule = new EndpointRule(EndpointRuleTest::resolve);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.com/v1",
                "https://api.example.com:8443/v1/",
                "https://six.example.com",
                "https://unknown.example.com/v1",
                "https://93.184.216.34/v1",
                "http://localhost:11434/v1",
                "http://models.localhost/v1",
                "http://127.0.0.1:8000/v1",
                "http://127.8.9.1",
                "http://[::1]:8000/v1",
                "http://[::ffff:127.0.0.1]/v1",
                "http://10.0.0.1/v1",
                "http://172.31.255.254/v1",
                "http://192.168.1.20:1/v1",
                "http://100.64.0.1/v1",
                "http://[fd00::1]:8000/v1",
                "https://10.0.0.1/v1"
            })
    void https_anywhere_and_http_to_what_is_near_and_written_in_numbers(String address) {
        assertThat(rule.problem(address)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://api.example.com/v1 | whoever is on the way",
                "http://93.184.216.34/v1 | whoever is on the way",
                "http://[2606:2800:220:1::1]/v1 | whoever is on the way",
                "http://models.lan:8000/v1 | whoever is on the way",
                "http://127.1/v1 | four numbers",
                "http://2130706433/v1 | four numbers",
                "https://0x7f000001/v1 | four numbers",
                "http://0177.0.0.1/v1 | four numbers",
                "http://127.0.0.1.:80/ | An address is like",
                "https://256.1.1.1/v1 | four numbers",
                "http://0.0.0.0/v1 | no address of a machine",
                "http://169.254.169.254/latest/meta-data | credentials of machines",
                "https://169.254.0.1/v1 | link-local",
                "http://100.100.100.200/v1 | credentials of machines",
                "https://168.63.129.16/v1 | credentials of machines",
                "http://[fd00:ec2::254]/v1 | credentials of machines",
                "http://[fe80::1]/v1 | link-local",
                "http://[::]/v1 | outside the internet",
                "http://[64:ff9b::a9fe:a9fe]/v1 | outside the internet",
                "http://[2002:7f00:1::]/v1 | in disguise",
                "https://224.0.0.1/v1 | an address of many",
                "https://255.255.255.255/v1 | reserved",
                "https://metadata.google.internal/v1 | credentials of machines",
                "https://Metadata.Google.Internal./v1 | credentials of machines",
                "https://me:secret@api.example.com/v1 | no user name",
                "https://api.example.com/v1#part | nothing after ? or #",
                "https://api.example.com/v1?key=1 | nothing after ? or #",
                "https://api.example.com:99999/v1 | An address is like",
                "file:///etc/passwd | An address is like",
                "gopher://api.example.com/ | An address is like",
                "api.example.com/v1 | An address is like",
                "https:///v1 | An address is like",
                "https://größe.example/v1 | An address is like",
                "https://a b/ | An address is like",
                "https://inside.example.com/v1 | leads to 10.1.2.3",
                "https://own.example.com/v1 | leads to 127.0.0.1",
                "https://cloud.example.com/v1 | credentials of machines",
                "https://mapped.example.com/v1 | outside the internet",
            })
    void all_else_is_refused_with_the_reason(String address, String reason) {
        assertThat(rule.problem(address))
                .as(address)
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains(reason).doesNotContain("secret"));
    }

    @Test
    void a_refusal_of_what_is_too_tooLongshows_its_beginning_only() {
        var tooLong = "https://api.example.com/" + "x".repeat(3000);
        assertThat(rule.problem(tooLong))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).contains("2,000 characters").hasSizeLessThan(200));
        assertThat(rule.problem("x".repeat(1000)).orElseThrow()).hasSizeLessThan(200);
    }

    @Test
    void scheme_host_and_port_say_whom_a_key_is_told_to() {
        assertThat(EndpointRule.origin("https://API.example.com/v1")).isEqualTo("https://api.example.com");
        assertThat(EndpointRule.origin("https://api.example.com:443/")).isEqualTo("https://api.example.com");
        assertThat(EndpointRule.origin("https://api.example.com:8443")).isEqualTo("https://api.example.com:8443");
        assertThat(EndpointRule.origin("http://[::1]:8000/v1")).isEqualTo("http://[::1]:8000");
        assertThat(EndpointRule.origin("nonsense")).isEmpty();
    }

    private static List<InetAddress> resolve(String name) {
        return Optional.ofNullable(NAMES.get(name))
                .map(EndpointRuleTest::address)
                .map(List::of)
                .orElse(List.of());
    }

    private static InetAddress address(String numbers) {
        try {
            return InetAddress.getByName(numbers);
        } catch (UnknownHostException wrong) {
            throw new IllegalStateException(numbers, wrong);
        }
    }
}
