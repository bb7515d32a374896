package act

import (
	"context"
	"slices"

	"github.com/partnerusergroups/pugs/shared/duty"
	"github.com/partnerusergroups/pugs/shared/part"
)

// Planner plans what staff do.
type Planner struct {
	*duty.Base
	parts part.Parts
	needs func(ctx context.Context) ([]string, error) // see New
}

// New makes a planner for the desk's function. Whoever is added to staff is told how much needs staff, in a line of
// needs for each kind.
func New(b *duty.Base, needs func(ctx context.Context) ([]string, error)) Planner {
	return Planner{b, part.Parts{Base: b}, needs}
}

// All are what staff can do, by what it is done to.
func (f Planner) All() []Act {
	return slices.Concat([]Act{
		f.noteAct(),
		f.identityAct(), f.returnedAct(), f.eraseAct(),
		f.addStaffAct(), f.removeStaffAct(),
		f.twinsAct(), f.flagAct(), f.messageAct(), f.seenAct(),
		f.decisionAct(), f.datesAct(), f.letInAct(),
		f.extensionAct(), f.noExtensionAct(),
		f.leaveAct(), f.moveAct(), f.returnAct(), f.seatAct(), f.unseatAct(),
		f.withdrawAct(), f.reinstateAct(), f.partAct(),
		f.successorAct(), f.coChampionAct(), f.endCoChampionAct(), f.resignAct(), f.closeAct(),
		f.reportAct(), f.absentAct(), f.comesAct(),
		f.againAct(),
	}, f.holdActs())
}
