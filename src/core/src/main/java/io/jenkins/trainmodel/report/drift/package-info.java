/** The data of a run beside its reference's, as tables and pictures of a page. */
package io.jenkins.trainmodel.report.drift;
