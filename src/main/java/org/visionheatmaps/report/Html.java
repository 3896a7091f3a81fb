package org.visionheatmaps.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.visionheatmaps.text.VisibleText;

/**
 * Pages of templates. Templates escape what they are given; should one ever fail to, the page's own policy lets no script run but the
 * one whose digest it names, and loads nothing from anywhere.
 */
public final class Html {
    private static final String TEMPLATES = "org.visionheatmaps.report.templates";

    private Html() {}

    /** A page: its style, its script, and what it may do. */
    public record Frame(String style, String script, String policy) {}

    static String render(String template, Object page) {
        StringOutput html = new StringOutput();
        TemplateEngine.createPrecompiled(null, ContentType.Html, Html.class.getClassLoader(), TEMPLATES)
                .render(template, page, new VisibleHtml(html));
        return html.toString();
    }

    /** Escapes for HTML what templates are given, and beforehand what would steer or turn the text around it. */
    private static final class VisibleHtml extends OwaspHtmlTemplateOutput {
        VisibleHtml(TemplateOutput output) {
            super(output);
        }

        @Override
        public void writeUserContent(String value) {
            super.writeUserContent(value == null ? null : VisibleText.block(value));
        }
    }

    /** What every page begins with. */
    public static Frame frame() {
        String style = resource("report.css");
        String script = resource("report.js");
        String policy = "default-src 'none'; img-src data:; style-src '" + digest(style) + "'; script-src '"
                + digest(script) + "'; base-uri 'none'; form-action 'none'";
        return new Frame(style, script, policy);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream resource = Html.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + name + " cannot be read", e);
        }
    }
}
