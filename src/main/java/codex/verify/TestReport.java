package codex.verify;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What JUnit's XML report says. It was written in the box, so it is read as something hostile: no entities, no types. */
record TestReport(int tests, int skipped, List<Failure> failures) {
    record Failure(String test, String className, String message) {}

    static TestReport read(String xml) {
        if (xml.isEmpty()) {
            return new TestReport(0, 0, List.of());
        }
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            var cases = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getElementsByTagName("testcase");
            var failures = new ArrayList<Failure>();
            var skipped = 0;
            for (var index = 0; index < cases.getLength(); index++) {
                var test = (Element) cases.item(index);
                skipped += test.getElementsByTagName("skipped").getLength();
                for (var kind : List.of("failure", "error")) {
                    var found = test.getElementsByTagName(kind);
                    if (found.getLength() > 0) {
                        var text = found.item(0).getTextContent().strip();
                        failures.add(new Failure(
                                test.getAttribute("name"),
                                test.getAttribute("classname"),
                                text.substring(0, Math.min(1500, text.length()))));
                    }
                }
            }
            return new TestReport(cases.getLength(), skipped, failures);
        } catch (ParserConfigurationException | SAXException | IOException broken) {
            var failure = new Failure("report", "", "the report of the tests cannot be read: " + broken.getMessage());
            return new TestReport(0, 0, List.of(failure));
        }
    }
}
