package org.visionheatmaps.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.visionheatmaps.text.VisibleText;
import org.visionheatmaps.transform.Degeneracy;

@Tag("fast")
class AuditReportTest {
    private static final String HTML = ReportFixture.report().html();
    private static final Document PAGE = Jsoup.parse(HTML);

    @Test
    void theVerdictComesFirst() {
        assertEquals("Violated: 1 error, 1 warning", PAGE.selectFirst("h1").text());
        assertEquals("header", PAGE.body().child(0).tagName());
        assertTrue(PAGE.selectFirst("header").hasClass("violated"));
        assertEquals(2, PAGE.select(".headlines li").size());
    }

    @Test
    void rulesThatDoNotHoldComeBeforeTheOthersAndLeadToTheirElements() {
        List<String> statuses = PAGE.select("#rule-table tbody tr").eachAttr("data-status");
        assertEquals(List.of("error", "warning", "passed"), statuses);
        for (Element link : PAGE.select("#rule-table a")) {
            Element card = PAGE.getElementById(link.attr("href").substring(1));
            assertEquals(link.text(), card.selectFirst("h3").text());
        }
        assertEquals(
                ReportFixture.HOSTILE.size() + 1, PAGE.select("#rule-table a").size());
        assertTrue(PAGE.selectFirst("#rule-table").text().contains("not shown and 2 more"));
    }

    @Test
    void rulesThatWereNotCheckedTakeALineForEachReason() {
        assertEquals(
                List.of("2 rules not checked: there is no baseline", "1 rule not checked: no element has a mask"),
                PAGE.select("#rules details summary").eachText());
        assertEquals(
                List.of("psi(value) <= 0.2", "ks(gini) <= 0.2", "mean(mass) >= 0.5"),
                PAGE.select("#rules details code").eachText());
    }

    @Test
    void countsAddUp() {
        assertEquals(
                List.of(
                        "3 files = 2 readable + 1 unreadable",
                        "45 rows = 40 read + 5 lost",
                        "40 elements = 39 can be drawn + 1 non_finite"),
                PAGE.select(".sums li").eachText());
    }

    @Test
    void everyMetricIsPlottedByGroupWithItsBaseline() {
        // All elements, and two groups; 29 metrics and the values.
        assertEquals(3, PAGE.select(".plots").size());
        assertEquals(3 * 30, PAGE.select(".plot").size());
        assertEquals(3 * 30, PAGE.select(".plot path.then").size());
        assertEquals(3, PAGE.select("#panel option").size());
        assertEquals(3, PAGE.select("#groups tbody tr").size());
        assertTrue(PAGE.selectFirst(".plot[data-name=max_abs] .figures").text().contains("KS 0."));
    }

    @Test
    void everyGroupHasPicturesOfWhereItsMapsLook() {
        assertFalse(PAGE.select(".look b:containsOwn(signs)").isEmpty(), "of maps with negative values");
        for (Element panel : PAGE.select(".plots")) {
            List<String> pictures = panel.select(".look figcaption b").eachText();
            assertEquals(List.of("looks", "baseline", "difference"), pictures.subList(0, 3));
            assertTrue(List.of(List.of(), List.of("signs")).contains(pictures.subList(3, pictures.size())));
            List<String> ends = panel.select(".look .ends").eachText();
            assertEquals(ends.get(0), ends.get(1), "one range for the run and its baseline");
            assertTrue(ends.get(2).startsWith("−") && ends.get(2).contains("×0"), ends.get(2));
            assertTrue(panel.selectFirst(".look .figures").text().startsWith("outer_share 0."));
        }
        assertEquals(
                List.of("0", "256×", "512×"),
                PAGE.select(".look .ends").get(0).select("span").eachText(),
                "half of 1024 cells");
    }

    @Test
    void nothingTurnsTheDirectionOfText() {
        String page = PAGE.outerHtml();
        assertTrue(page.contains("\\u001b[2J\\u202egnp"), "shown escaped");
        assertTrue(page.chars().noneMatch(c -> c == 0x1b || c >= 0x2028 && c <= 0x202e));
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        assertTrue(PAGE.select("link, iframe, object, embed, base").isEmpty());
        assertEquals(1, PAGE.select("script").size());
        for (Element image : PAGE.select("img")) {
            assertTrue(image.attr("src").startsWith("data:image/"), image.attr("src"));
        }
        for (Element element : PAGE.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                assertFalse(attribute.getKey().startsWith("on"), element.tagName() + " " + attribute);
            }
        }
        assertTrue(PAGE.selectFirst("meta[http-equiv]").attr("content").startsWith("default-src 'none'"));
    }

    @Test
    void hostileNamesAreShownAndDoNothing() {
        List<Element> cards = PAGE.select(".card");
        for (int i = 0; i < ReportFixture.HOSTILE.size(); i++) {
            String id = VisibleText.block(ReportFixture.HOSTILE.get(i));
            assertEquals(id, cards.get(i).attr("data-id"));
            assertEquals(id, cards.get(i).selectFirst("h3 bdi").wholeText());
        }
        assertNull(PAGE.selectFirst("svg[onload]"));
        Element broken = PAGE.selectFirst(".card.quarantined");
        assertNull(broken.selectFirst(".place a"), "a script is no place");
        assertEquals("javascript:alert(2), row 3", broken.selectFirst(".place").text());
        assertTrue(broken.text().contains("<b>but</b>"));
    }

    @Test
    void cardsHavePicturesBarsAndMetrics() {
        Element card = PAGE.select(".card").get(1);
        assertEquals(
                List.of("photograph", "heatmap", "overlay"),
                card.select(".pictures figcaption").eachText());
        assertEquals(List.of("−2", "0", "2"), card.select(".ends span").eachText());
        assertEquals("1.75", card.selectFirst(".metrics dd").text());
        assertEquals("file:/data/1.parquet", card.selectFirst(".place a").attr("href"));
    }

    @Test
    void theTrendTellsOfTheRunsBefore() {
        assertEquals(8, PAGE.select(".lines figure").size());
        assertEquals(5, PAGE.select(".lines figure").get(0).select("circle").size());
        assertEquals("night-5", PAGE.selectFirst("#trend tbody td").text());
    }

    @Test
    void theSameReportIsTheSameText() {
        assertEquals(HTML, ReportFixture.report().html());
    }

    @Test
    void theGalleryOfARenderLeadsToItsFiles() {
        List<GalleryElement> elements = List.of(new GalleryElement(
                "a b",
                GalleryElement.Kind.SAMPLE,
                List.of(),
                java.util.Map.of(),
                "ok",
                null,
                "file:/data/x.parquet",
                1L,
                "method=a%3Ab/javascript:x#?.png",
                java.util.Map.of(),
                ReportFixture.pictures(1)));
        Document page = Jsoup.parse(new RenderGallery(ReportFixture.gallery().report(), elements).html());
        assertEquals(
                "./method=a%253Ab/javascript:x%23%3F.png",
                page.selectFirst(".place a").attr("href"));
    }

    @Test
    void aGalleryCountsThePicturesThatSayLessThanTheySeemTo() {
        List<String> notes = Jsoup.parse(ReportFixture.gallery().html())
                .select("main > section:first-child .note")
                .eachText();
        assertEquals(5, notes.size(), notes.toString());
        assertEquals("2 drawn without the image that the pipeline looks for", notes.get(0));
        for (Degeneracy kind : Degeneracy.values()) {
            assertTrue(notes.stream().anyMatch(note -> note.endsWith(" of 13: " + kind.text())), kind + ": " + notes);
        }
    }

    @Test
    void aComparisonSaysWhatItsLettersStandFor() {
        Document page = Jsoup.parse(ReportFixture.comparison().html());
        assertEquals("Comparison of attributions", page.selectFirst(".eyebrow").text());
        assertEquals("Most changed first", page.selectFirst("#sort option").text());
        assertEquals(
                List.of("photograph", "A", "B", "A − B"),
                page.selectFirst(".pictures.four").select("figcaption").eachText());
        List<String> inputs = page.select("#counts .setup dt").eachText();
        assertTrue(inputs.containsAll(List.of("A", "B")) && !inputs.contains("Input"), inputs.toString());
        String legend = page.selectFirst("#gallery .legend").text();
        assertTrue(legend.contains("A is old.parquet, B is " + ReportFixture.HOSTILE.get(0) + "."), legend);
        assertTrue(legend.contains("one range, symmetric around 0"), legend);
        assertEquals(1, page.select("script").size());
    }

    @Test
    void picturesBeyondTheRoomOfAPageAreLeftOut() {
        List<GalleryElement> elements = ReportFixture.elements();
        Gallery gallery = Gallery.of(elements, 2 * elements.get(0).pictures().length(), "As drawn");
        assertEquals(elements.size(), gallery.cards().size());
        assertTrue(gallery.withoutRoom() > 0);
        assertTrue(gallery.cards().get(5).pictures().isEmpty());
    }
}
