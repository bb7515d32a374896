// Package stand is the local stand: the whole application in one process, on the very handlers, workflow definitions,
// rights, schedules, streams and events that AWS runs. It reads infra/blueprint and puts each part on the in-process
// cloud, the States Language interpreter and the clock.
//
// It must not know any rule of the programme. It does nothing that AWS would not do; simulated people are guests who
// use webhooks, mail and pages like everybody else.
package stand
