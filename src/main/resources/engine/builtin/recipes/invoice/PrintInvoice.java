import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

final class PrintInvoice {
    public static Download printInvoice(PrintInvoiceInput input, Context context) {
        var invoice = ViewOfInvoice.viewOfInvoice(context.invoices().get(input.id()), context);
        try (var document = new PDDocument()) {
            var rows = rows(invoice);
            for (int first = 0; first < rows.size(); first += ROWS_A_PAGE) {
                addPage(document, rows.subList(first, Math.min(first + ROWS_A_PAGE, rows.size())));
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return new Download(bytes.toByteArray(), "application/pdf", "invoice-" + invoice.number() + ".pdf");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final int ROWS_A_PAGE = 44;
    private static final float LEFT = 50;
    private static final float TOP = 780;
    private static final float LEADING = 16;
    private static final float[] COLUMNS = {LEFT, 290, 350, 430, 480};

    private static List<String[]> rows(InvoiceView invoice) {
        var rows = new ArrayList<String[]>();
        rows.add(new String[] {"Invoice " + invoice.number()});
        rows.add(new String[] {"Issued on " + invoice.issuedOn()});
        rows.add(new String[] {"To " + invoice.customer()});
        rows.add(new String[0]);
        rows.add(new String[] {"Description", "Quantity", "Unit price", "Tax %", "Net " + invoice.currency()});
        for (var line : invoice.lines()) {
            rows.add(new String[] {
                cut(line.description()),
                line.quantity().toPlainString(),
                line.unitPrice().toPlainString(),
                line.taxPercent().toPlainString(),
                line.net().toPlainString()
            });
        }
        rows.add(new String[0]);
        rows.add(total("Net", invoice.net()));
        rows.add(total("Tax", invoice.tax()));
        rows.add(total("Total " + invoice.currency(), invoice.gross()));
        return rows;
    }

    private static String[] total(String label, BigDecimal amount) {
        return new String[] {label, "", "", "", amount.toPlainString()};
    }

    private static String cut(String text) {
        return text.length() <= 44 ? text : text.substring(0, 43) + "…";
    }

    private static void addPage(PDDocument document, List<String[]> rows) throws IOException {
        var page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        var font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
        try (var content = new PDPageContentStream(document, page)) {
            var y = TOP;
            for (var row : rows) {
                for (int column = 0; column < row.length; column++) {
                    content.beginText();
                    content.setFont(font, 10);
                    content.newLineAtOffset(COLUMNS[column], y);
                    content.showText(printable(row[column], font));
                    content.endText();
                }
                y -= LEADING;
            }
        }
    }

    // The font refuses what it has no letter for.
    private static String printable(String text, PDFont font) {
        var result = new StringBuilder();
        text.codePoints().forEach(each -> result.append(hasLetter(font, each) ? Character.toString(each) : "?"));
        return result.toString();
    }

    private static boolean hasLetter(PDFont font, int codePoint) {
        try {
            return font.encode(Character.toString(codePoint)).length > 0;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
