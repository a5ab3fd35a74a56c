package io.jenkins.plugins.trainmodel.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.report.MachineOfRun;
import io.jenkins.trainmodel.stop.Outcome;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs, and the scripts of pages, are answered. */
class RunRestITest extends BuildPageTest {

    @Test
    void shouldAnswerThePagesScriptOnlyWhenThereIsNews() throws Exception {
        SampleRun sample = new SampleRun("digits", 6).epochs(1, 3);
        TrainedRun run = sample.enter(build);
        WebResponse first = get("train-model/digits/data");
        String tag = first.getResponseHeaderValue("ETag");

        assertThat(read(first).at("/running").asBoolean()).isTrue();
        assertThat(read(first).at("/curves/charts/0/title").asText()).isEqualTo("Loss");
        assertThat(withTag(tag).getStatusCode()).isEqualTo(304);

        sample.epochs(4, 4).write(log(run));
        assertThat(read(withTag(tag)).at("/parts/heading").asText()).contains("4 of 60");
    }

    @Test
    void shouldGiveTheCurvesAsAPicture() throws Exception {
        SampleRun sample = new SampleRun("digits", 6);
        TrainedRun run = sample.enter(build);
        assertThat(get("train-model/digits/curves.png").getStatusCode()).isEqualTo(404);

        sample.epochs(1, 12).write(log(run));

        WebResponse response = get("train-model/digits/curves.png");
        assertThat(response.getContentType()).isEqualTo("image/png");
        assertThat(ImageIO.read(response.getContentAsStream()).getHeight()).isEqualTo(260);
    }

    private WebResponse withTag(String tag) throws Exception {
        WebRequest request = new WebRequest(address("train-model/digits/data"));
        request.setAdditionalHeader("If-None-Match", tag);
        return browser.getPage(request).getWebResponse();
    }

    private static JsonNode read(WebResponse response) throws Exception {
        assertThat(response.getStatusCode()).isEqualTo(200);
        return new JsonMapper().readTree(response.getContentAsString());
    }

    @Test
    void shouldTellThePagesScriptWhenTheRunStandsElsewhereThoughTheLogHasNotGrown() throws Exception {
        SampleRun sample = new SampleRun("digits", 21).epochs(1, 3);
        sample.enter(build);
        String tag = get("train-model/digits/data").getResponseHeaderValue("ETag");

        assertThat(post("train-model/digits/stop").getStatusCode()).isEqualTo(200);

        JsonNode data = read(withTag(tag));
        assertThat(data.at("/stoppable").asBoolean()).isFalse();
        assertThat(data.at("/steerable").asBoolean()).isFalse();
        assertThat(data.at("/killable").asBoolean()).isTrue();
        assertThat(data.at("/parts/heading").asText()).contains("stopping");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "train-model/digits/change?set=training.optimizer.learningRate%3D-1 | 400 | learningRate：发现`-1`；允许：大于 0 的数值",
                "train-model/digits/extend | 400 | 请说明增加多少轮次或多少时间",
                "train-model/digits/kill | 409 | 只有已被要求停止且其代理节点有响应的训练运行才能被强制终止。",
                "train-model-answer/digits/answer?answer=finish | 409 | 训练运行 digits 没有在等待答复，或刚刚已得到答复。",
                "train-model-restart/restart | 409 | 该构建没有这样的已结束的训练运行。"
            })
    void shouldRefuseInTheWordsOfWhoAsks(String path, int status, String words) throws Exception {
        new SampleRun("digits", 22).epochs(1, 3).enter(build);
        HttpResponse<String> response = inChinese("POST", path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(response.body()).endsWith(words);
    }

    /** Without a stack trace around them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "train-model/digits/events?from=one | 400 | from 是字节数。",
                "train-model/digits/events?from=99999999 | 416 | 日志在此之前已结束。",
                "../train-model/trend?charts=many | 400 | charts 是一个数。"
            })
    void shouldSayWhichNumberIsWrongAndNoMore(String path, int status, String words) throws Exception {
        new SampleRun("digits", 22).epochs(1, 3).enter(build);
        HttpResponse<String> response = inChinese("GET", path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(response.body()).isEqualTo(words);
    }

    @Test
    void shouldGiveEventsFromAnOffset() throws Exception {
        SampleRun sample = new SampleRun("digits", 7).epochs(1, 1);
        Path log = log(sample.enter(build));
        Files.writeString(log, "{\"torn\":", StandardOpenOption.APPEND);

        WebResponse all = get("train-model/digits/events");
        String next = all.getResponseHeaderValue("X-Next-Offset");

        assertThat(all.getContentType()).isEqualTo("application/x-ndjson");
        assertThat(all.getContentAsString())
                .startsWith("{\"v\":1,\"seq\":1")
                .doesNotContain("torn")
                .endsWith("}\n");
        assertThat(get("train-model/digits/events?from=" + next).getContentAsString())
                .isEmpty();
        for (String wrong : List.of("-1", "18446744073709551615", "one", "1.5", "+1")) {
            assertThat(get("train-model/digits/events?from=" + wrong).getStatusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(get("train-model/digits/events?from=99999999").getStatusCode())
                .isEqualTo(416);
    }

    @Test
    void shouldGiveDownsampledCurves() throws Exception {
        new SampleRun("digits", 8).epochs(1, 800).enter(build);

        JsonNode curves = json("train-model/digits/curves");

        assertThat(curves.at("/charts"))
                .isNotEmpty()
                .allSatisfy(chart -> assertThat(chart.at("/lines"))
                        .allSatisfy(line -> assertThat(line.at("/values")).hasSizeLessThanOrEqualTo(2_000)));
    }

    @Test
    void shouldTellProgramsHowTheRunsAre() throws Exception {
        new SampleRun("digits", 9).epochs(1, 4).enter(build);

        JsonNode run = json("train-model/api/json").at("/runs/0");

        assertThat(run.at("/name").asText()).isEqualTo("digits");
        assertThat(run.at("/epochs").asInt()).isEqualTo(4);
        assertThat(run.at("/plannedEpochs").asInt()).isEqualTo(60);
        assertThat(run.at("/phase").asText()).isEqualTo("training");
        assertThat(run.at("/startTime").asLong()).isPositive();
        assertThat(run.at("/metrics/validation~1loss").isNumber()).isTrue();
        assertThat(run.at("/rules/1/rule").asText()).isEqualTo("earlyStopping");
        assertThat(run.at("/rules/1/patienceLeft").isInt()).isTrue();
        assertThat(json("train-model/digits/api/json").at("/state").asText()).isEqualTo("running");
    }

    @Test
    void shouldGoOnTellingProgramsOfARunThatHasEndedWithoutItsLog() throws Exception {
        SampleRun sample = new SampleRun("digits", 22).epochs(1, 9);
        TrainedRun run = sample.enter(build);
        JsonNode before = json("train-model/digits/api/json");
        sample.finished(9, Outcome.SUCCESS).end(build, run, 9, Outcome.SUCCESS);
        Files.delete(log(run));

        JsonNode after = json("train-model/digits/api/json");

        assertThat(after.at("/state").asText()).isEqualTo("success");
        assertThat(after.at("/phase").isNull()).isTrue();
        assertThat(after.at("/epochs").asInt()).isEqualTo(9);
        for (String same : List.of("/metrics", "/bestMetrics", "/bestEpoch", "/steps", "/rules/0", "/plannedEpochs")) {
            assertThat(after.at(same)).as(same).isEqualTo(before.at(same));
        }
    }

    @Test
    void shouldSayWhatANumberIsThatJsonHasNoWordFor() throws Exception {
        TrainedRun run = action().begin("digits", "gpu");
        RunFigures figures = new RunFigures(
                Optional.empty(),
                1,
                Optional.empty(),
                10,
                2.5,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("validation/loss", Double.NaN, "train/loss", Double.POSITIVE_INFINITY),
                Map.of(),
                List.of(),
                List.of());
        RunResult result = new RunResult(
                "failure",
                "diverged",
                List.of(),
                1,
                0,
                2.5,
                figures.metrics(),
                Map.of(),
                KeptModel.NONE,
                Optional.empty(),
                MachineOfRun.UNKNOWN);

        action().end(run.getId(), result, figures, "");

        JsonNode metrics = json("train-model/digits/api/json").at("/metrics");
        assertThat(metrics.at("/validation~1loss").asText()).isEqualTo("NaN");
        assertThat(metrics.at("/train~1loss").asText()).isEqualTo("Infinity");
    }

    @Test
    void shouldTellOfItsRunsAmongTheBuildsActions() throws Exception {
        SampleRun sample = new SampleRun("digits", 23).epochs(1, 3);
        sample.finished(3, Outcome.SUCCESS).end(build, sample.enter(build), 3, Outcome.SUCCESS);

        JsonNode actions = json("api/json").at("/actions");

        assertThat(actions).flatExtracting(one -> one.findValues("runs")).anySatisfy(runs -> {
            assertThat(runs.at("/0/name").asText()).isEqualTo("digits");
            assertThat(runs.at("/0/state").asText()).isEqualTo("success");
            assertThat(runs.at("/0/metrics/validation~1accuracy").isNumber()).isTrue();
        });
    }

    @Test
    void shouldAnswerWithAndWithoutASlash() throws Exception {
        new SampleRun("digits", 24).epochs(1, 2).enter(build);

        for (String path : List.of("data", "curves", "events", "api/json", "")) {
            String address = "train-model/digits/" + path;
            assertThat(get(address).getStatusCode()).as(address).isEqualTo(200);
            String other = address.endsWith("/") ? address.substring(0, address.length() - 1) : address + "/";
            assertThat(get(other).getStatusCode()).as(other).isEqualTo(200);
        }
        assertThat(get("train-model").getWebRequest().getUrl().getPath()).endsWith("/train-model/digits/");
        assertThat(get("train-model/api/json/").getStatusCode()).isEqualTo(200);
        assertThat(get("../train-model/trend/").getStatusCode()).isEqualTo(200);
        assertThat(get("../train-model/compare/").getStatusCode()).isEqualTo(200);
    }
}
