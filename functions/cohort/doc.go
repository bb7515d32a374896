// Package cohort leads one cohort through its life: it plans the dates and says where the cohort is, waits for dates,
// opens and settles the phases, launches, asks Champions to lead again and closes. For all workflows it tells staff of
// what is stuck. It also does the housekeeping of the schedules: it starts cohorts that are due, begins failed
// executions again, watches over launches, and sweeps up what is owed and was not done.
//
// Every task may be repeated at any time: stages only advance, and letters are written once.
//
// It must not know how applications are reviewed, groups are formed or meetings are held: other functions do that.
package cohort
