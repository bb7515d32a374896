package desk

import (
	"testing"

	"github.com/partnerusergroups/pugs/infra/local/functest"
	"github.com/partnerusergroups/pugs/shared/page"
)

func TestPagesFitTheirData(t *testing.T) {
	functest.PagesFit(t, templates, map[string]any{
		"act":          actView{},
		"applications": applicationsView{},
		"attendance":   attendanceView{},
		"cohort":       cohortView{},
		"cohorts":      cohortsView{},
		"decided":      decidedView{},
		"deed":         actView{},
		"exportparts":  partsView{},
		"exports":      exportsView{},
		"find":         findView{},
		"foreign":      nil,
		"group":        groupView{},
		"hold":         holdView{},
		"letter":       letterView{},
		"letters":      lettersView{},
		"log":          logView{},
		"meeting":      meetingView{},
		"missing":      "",
		"needs":        needsView{},
		"person":       personView{},
		"receipt":      receiptView{},
		"staff":        staffView{},
		"staffmail":    page.Form{},
		"staffperson":  staffPersonView{},
		"waitlist":     waitlistView{},
	})
}
