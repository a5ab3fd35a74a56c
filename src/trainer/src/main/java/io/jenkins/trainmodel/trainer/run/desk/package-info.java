/** What people ask of a run while it trains, and what is answered. */
package io.jenkins.trainmodel.trainer.run.desk;
