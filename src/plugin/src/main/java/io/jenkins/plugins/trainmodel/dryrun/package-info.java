/** What dry runs have found: kept with the build, shown on the run's page. */
package io.jenkins.plugins.trainmodel.dryrun;
