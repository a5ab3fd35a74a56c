/** A run from its beginning to its end, as the controller follows it: start, news, stop, judgement, results. */
package io.jenkins.plugins.trainmodel.run;
