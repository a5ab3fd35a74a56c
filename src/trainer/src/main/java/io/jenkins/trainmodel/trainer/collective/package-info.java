/** What the processes of one machine that train together compute together: sums, in the same order everywhere, and what one tells all. */
package io.jenkins.trainmodel.trainer.collective;
