// Package cohort leads one cohort through its life: it plans the dates, opens and settles the phases, launches, asks
// Champions to lead again and closes. It also does the housekeeping of the schedules: it starts cohorts that are due,
// fires their launch, and sweeps up the calls to workflows that were accepted but never made.
//
// It must not know how applications are reviewed, groups are formed or meetings are held: other functions do that.
package cohort
