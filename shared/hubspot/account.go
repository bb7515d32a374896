package hubspot

import (
	"context"
	"net/http"
)

// Account is the HubSpot account that a token belongs to.
type Account struct {
	Portal   int    `json:"portalId"`    // the account's number, which webhooks carry too
	Kind     string `json:"accountType"` // STANDARD, SANDBOX, DEVELOPER_TEST or APP_DEVELOPER
	Domain   string `json:"uiDomain"`    // where people see the account, such as app.hubspot.com
	TimeZone string `json:"timeZone"`    // the day's limit starts anew at its midnight
}

// Account is the account that the token belongs to; any token may ask.
func (c *Client) Account(ctx context.Context) (Account, error) {
	var a Account
	err := c.call(ctx, http.MethodGet, accountPath+"/details", nil, &a)
	return a, err
}

// Usage is how much of the day's calls is used up, by all private apps of the account together.
type Usage struct {
	Used  int `json:"currentUsage"`
	Limit int `json:"usageLimit"`
}

// Usage is today's; ok is false where HubSpot does not say.
func (c *Client) Usage(ctx context.Context) (u Usage, ok bool, err error) {
	var answer struct {
		Results []Usage `json:"results"`
	}
	err = c.call(ctx, http.MethodGet, accountPath+"/api-usage/daily/private-apps", nil, &answer)
	if err != nil || len(answer.Results) == 0 {
		return Usage{}, false, err
	}
	return answer.Results[0], true, nil
}
