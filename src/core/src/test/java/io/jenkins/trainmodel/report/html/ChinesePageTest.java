package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.message.Audience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page for somebody in Shanghai: whatever is no name, no value and no code is Chinese, and the clock is theirs. */
class ChinesePageTest {
    private static final Audience SHANGHAI = Audience.of(Locale.CHINA, ZoneId.of("Asia/Shanghai"));
    private static final Pattern ENGLISH = Pattern.compile("[A-Za-z]{2,} [a-z]{2,}[^<；）]*");

    @TempDir
    private Path folder;

    @Test
    void shouldSpeakChineseAndTellTheReadersTime() throws Exception {
        Path file = folder.resolve("report.html");
        ReportData run = SampleRun.finished();
        ReportPage.write(file, forShanghai(run));
        String page = Files.readString(file);

        assertThat(page)
                .contains(
                        "<html lang=\"zh-CN\">", "停止规则：为什么停止？", "最佳验证损失", "开始于 2026-11-24 16:30:00 UTC+08:00", "参数更新");
        String recorded = List.of(run.environment(), run.ledger(), run.notable(), run.finished())
                .toString();
        assertThat(sentences(page)).allSatisfy(left -> assertThat(recorded).contains(left));
    }

    /** What is left of English in text and labels; licences and names of files stay. */
    private static List<String> sentences(String page) {
        String text = page.substring(page.indexOf("<body>"), page.indexOf("<script id=\"data\""))
                .replaceAll("(?s)<svg.*?</svg>", "")
                .replaceAll("Apache ECharts[^<]*|Train Model|<code>[^<]*</code>", "")
                .replaceAll("aria-label=\"([^\"]*)\"", "><bdi>$1</bdi><")
                .replaceAll("<[^>]*>", "<>")
                .replace("&#39;", "'");
        return ENGLISH.matcher(text).results().map(MatchResult::group).toList();
    }

    private static ReportData forShanghai(ReportData run) {
        return new ReportData(
                run.started(),
                run.startedAt(),
                run.lastEventAt(),
                run.writtenAt(),
                run.environment(),
                run.series(),
                run.epochs(),
                run.ledger(),
                run.notable(),
                run.finished(),
                Optional.empty(),
                run.told(),
                SHANGHAI);
    }
}
