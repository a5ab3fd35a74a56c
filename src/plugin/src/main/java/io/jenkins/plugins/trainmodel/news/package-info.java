/** What the events of a run tell as they come from its agent: their copy, where the run stands, lines for consoles. */
package io.jenkins.plugins.trainmodel.news;
