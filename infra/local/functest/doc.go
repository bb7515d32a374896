// Package functest is for tests of functions: a function's surroundings, real wherever that is possible, and one
// vocabulary for what tests do in them. The store is the real one on an in-process DynamoDB, links are real ones; mail
// and calls to workflows are kept to be looked at; the time stands still until a test moves it.
//
//	env := functest.New(t, launch)
//	env.Function = f // made of env.Store, env.Letters, ...
//	env.Cohort(t, functest.October, pug.StageRunning)
//	env.Group(t, 1, env.Champion(t, "Cleo Marsh"), env.Member(t, "Mia Okoye"))
//	env.Task(t, "ask", in, nil)
//	env.Post(t, env.LinkTo(t, "cleo@example.com"), form, http.StatusOK, "The meeting is planned")
//	env.WantMail(t, "mia@example.com", "Invitation: ", 1)
//
// It must not know any function, and nothing but tests imports it.
package functest
