package duty

// The purposes of links that more than one function writes, which are also the first parts of their paths.
const (
	PurposePlan       = "meetings"   // subject: "<group>/<month>"
	PurposeAttendance = "attendance" // subject: "<group>/<month>"
	PurposePoints     = "points"     // subject: "<group>/<month>"; a member hands in talking points
	PurposeRenewals   = "renewals"   // subject: the group
	PurposeSignIn     = "signin"     // subject: the page of the desk to go to
	PurposeDemand     = "demand"     // subject: the cohort; staff name Champions until groups are proposed
	PurposeChoose     = "choose"     // subject: the application of a member, who chooses among the groups on offer
	PurposeGroups     = "groups"     // subject: the cohort; staff curate its proposed groups
)
