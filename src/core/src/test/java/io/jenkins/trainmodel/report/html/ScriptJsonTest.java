package io.jenkins.trainmodel.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.trainmodel.words.PlainText;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ScriptJsonTest {
    @Test
    void shouldLeaveNothingThatEndsAScript() {
        String json = ScriptJson.of(Map.of("<key>", "</script><!--<script>&'\u2028\u2029"));

        assertThat(json).doesNotContain("<", ">", "&", "'", "\u2028", "\u2029");
    }

    @Test
    void shouldWriteGapsAsNull() {
        assertThat(ScriptJson.of(new Double[] {1.0, null})).isEqualTo("[1.0,null]");
    }

    @Property(tries = 300)
    void shouldMeanTheSameAfterReading(@ForAll List<@StringLength(max = 300) String> texts) throws Exception {
        String json = ScriptJson.of(texts);

        assertThat(JsonMapper.builder().build().readValue(json, String[].class))
                .containsExactlyElementsOf(texts.stream().map(PlainText::of).toList());
        assertThat(json).doesNotContain("<");
    }
}
