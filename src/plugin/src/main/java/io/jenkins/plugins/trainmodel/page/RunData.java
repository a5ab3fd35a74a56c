package io.jenkins.plugins.trainmodel.page;

import java.util.Optional;

/**
 * The answer to the page's script, which asks again and again.
 *
 * @param tag changes with what is shown
 * @param json empty where who asks has it already
 */
record RunData(String tag, Optional<String> json) {}
