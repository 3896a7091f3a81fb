package org.visionheatmaps.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser. */
@Tag("externals")
class ReportInBrowserTest {
    private static final String VISIBLE = "[...document.querySelectorAll('.card:not([hidden])')]";
    private static final String IDS = VISIBLE + ".map(card => card.dataset.id).join('|')";

    // The browser may still be tidying up its profile when the folder goes.
    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static Chromium chromium;
    private static Path report;
    private static Path gallery;
    private static Path comparison;

    @BeforeAll
    static void start() throws Exception {
        report = Files.writeString(
                folder.resolve("report.html"), ReportFixture.report().html());
        gallery = Files.writeString(
                folder.resolve("gallery.html"), ReportFixture.gallery().html());
        comparison = Files.writeString(
                folder.resolve("comparison.html"), ReportFixture.comparison().html());
        chromium = Chromium.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        chromium.resize(1280, 900, false, false);
        chromium.open(report);
    }

    private static void choose(String element, String value) throws Exception {
        chromium.evaluate("(() => { const chosen = document.getElementById('" + element + "'); chosen.value = '" + value
                + "'; chosen.dispatchEvent(new Event(chosen.tagName === 'SELECT' ? 'change' : 'input')); })()");
    }

    @Test
    void pagesSayNothingOnTheConsoleAskForNothingAndNoHostileNameRuns() throws Exception {
        chromium.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })");
        chromium.open(gallery);
        assertEquals("1", chromium.evaluate("document.scripts.length"));
        assertEquals("13", chromium.evaluate(VISIBLE + ".length"));
        assertEquals(List.of(), chromium.messages());
    }

    @Test
    void cardsAreFilteredBySearchKindAndLabel() throws Exception {
        choose("search", "CLEAN-");
        assertEquals("clean-0|clean-1|clean-2|clean-3|clean-4|clean-5", chromium.evaluate(IDS));
        choose("search", "clean- -3");
        assertEquals("clean-3", chromium.evaluate(IDS));
        assertEquals("1 of 13 shown", chromium.evaluate("document.getElementById('shown').textContent"));
        choose("search", "");
        choose("kind", "quarantined");
        assertEquals("broken", chromium.evaluate(IDS));
        choose("kind", "");
        chromium.evaluate("(() => { const label = document.querySelector('select.label'); label.value = 'lrp';"
                + " label.dispatchEvent(new Event('change')); })()");
        assertEquals("7", chromium.evaluate(VISIBLE + ".length"));
    }

    @Test
    void cardsAreSortedAndThoseWithoutANumberComeLast() throws Exception {
        choose("search", "clean-");
        choose("sort", "gini");
        assertEquals("clean-5|clean-3|clean-1|clean-0|clean-2|clean-4", chromium.evaluate(IDS));
        choose("sort", "-gini");
        assertEquals("clean-1|clean-3|clean-5|clean-0|clean-2|clean-4", chromium.evaluate(IDS));
        choose("sort", "");
        assertEquals("clean-0|clean-1|clean-2|clean-3|clean-4|clean-5", chromium.evaluate(IDS));
    }

    @Test
    void aLinkShowsItsCardWhateverIsChosen() throws Exception {
        choose("search", "nothing has this");
        assertEquals("0", chromium.evaluate(VISIBLE + ".length"));
        chromium.evaluate("document.querySelector('#rule-table a').click()");
        assertEquals("13", chromium.evaluate(VISIBLE + ".length"));
        assertEquals(
                ReportFixture.HOSTILE.get(0), chromium.evaluate("document.querySelector('.card:target').dataset.id"));
    }

    @Test
    void rulesAndPlotsAreChosen() throws Exception {
        String rows = "[...document.querySelectorAll('#rule-table tbody tr:not([hidden])')].length";
        assertEquals("2", chromium.evaluate(rows), "without the one that passed");
        chromium.evaluate("document.querySelector('button[data-status=\"\"]').click()");
        assertEquals("3", chromium.evaluate(rows));
        chromium.evaluate("document.querySelector('button[data-status=warning]').click()");
        assertEquals("1", chromium.evaluate(rows));
        String panels = "[...document.querySelectorAll('.plots:not([hidden])')].map(panel => panel.id).join()";
        assertEquals("panel-0", chromium.evaluate(panels));
        choose("panel", "2");
        assertEquals("panel-2", chromium.evaluate(panels));
        chromium.evaluate("document.querySelector('a[data-panel=\"1\"]').click()");
        assertEquals("panel-1", chromium.evaluate(panels));
    }

    @Test
    void nothingIsWiderThanAPhone() throws Exception {
        chromium.resize(360, 740, true, true);
        chromium.open(report);
        String width = "document.documentElement.scrollWidth";
        assertTrue(Integer.parseInt(chromium.evaluate(width)) <= 360, chromium.evaluate(width));
        assertEquals(
                "rgb(18, 21, 26)", chromium.evaluate("getComputedStyle(document.body).backgroundColor"), "in the dark");
    }

    @Test
    void theFourPicturesOfAPairStandTwoByTwo() throws Exception {
        for (int width : new int[] {1100, 420}) {
            chromium.resize(width, 900, width < 500, false);
            chromium.open(comparison);
            assertEquals("6", chromium.evaluate(VISIBLE + ".length"));
            String scroll = chromium.evaluate("document.documentElement.scrollWidth");
            assertTrue(Integer.parseInt(scroll) <= width, scroll);
            String places = chromium.evaluate("(() => { const places = [...document.querySelector('.pictures')"
                    + ".querySelectorAll('img')].map(image => image.getBoundingClientRect());"
                    + " return [places[0].top === places[1].top, places[2].top === places[3].top,"
                    + " places[0].left === places[2].left, places[2].top > places[0].bottom].join(); })()");
            assertEquals("true,true,true,true", places);
        }
        choose("sort", "spearman");
        assertEquals("pair-5|pair-4|pair-3|pair-2|pair-1|pair-0", chromium.evaluate(IDS));
        assertEquals(List.of(), chromium.messages());
    }
}
