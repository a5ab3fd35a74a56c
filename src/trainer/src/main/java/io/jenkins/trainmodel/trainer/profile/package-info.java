/** What a machine can do at the most: measured once, kept, and set beside what runs reach. */
package io.jenkins.trainmodel.trainer.profile;
