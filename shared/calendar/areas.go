package calendar

func northAmerica() Area {
	return Area{"North America", []City{
		{"Anchorage", "America/Anchorage"}, {"Atlanta", "America/New_York"}, {"Boston", "America/New_York"},
		{"Calgary", "America/Edmonton"}, {"Chicago", "America/Chicago"}, {"Dallas", "America/Chicago"},
		{"Denver", "America/Denver"}, {"Detroit", "America/Detroit"}, {"Halifax", "America/Halifax"},
		{"Honolulu", "Pacific/Honolulu"}, {"Houston", "America/Chicago"}, {"Los Angeles", "America/Los_Angeles"},
		{"Miami", "America/New_York"}, {"Montreal", "America/Toronto"}, {"New York", "America/New_York"},
		{"Philadelphia", "America/New_York"}, {"Phoenix", "America/Phoenix"}, {"San Diego", "America/Los_Angeles"},
		{"San Francisco", "America/Los_Angeles"}, {"Seattle", "America/Los_Angeles"},
		{"St Johns", "America/St_Johns"}, {"Toronto", "America/Toronto"}, {"Vancouver", "America/Vancouver"},
		{"Washington DC", "America/New_York"}, {"Winnipeg", "America/Winnipeg"},
	}}
}

func latinAmerica() Area {
	return Area{"Latin America", []City{
		{"Bogota", "America/Bogota"}, {"Buenos Aires", "America/Argentina/Buenos_Aires"},
		{"Caracas", "America/Caracas"}, {"Guatemala", "America/Guatemala"}, {"Lima", "America/Lima"},
		{"Medellin", "America/Bogota"}, {"Mexico City", "America/Mexico_City"}, {"Monterrey", "America/Monterrey"},
		{"Montevideo", "America/Montevideo"}, {"Panama", "America/Panama"}, {"Quito", "America/Guayaquil"},
		{"Rio de Janeiro", "America/Sao_Paulo"}, {"San Juan", "America/Puerto_Rico"},
		{"Santiago", "America/Santiago"}, {"Santo Domingo", "America/Santo_Domingo"},
		{"São Paulo", "America/Sao_Paulo"},
	}}
}

func europe() Area {
	return Area{"Europe", []City{
		{"Amsterdam", "Europe/Amsterdam"}, {"Athens", "Europe/Athens"}, {"Barcelona", "Europe/Madrid"},
		{"Belgrade", "Europe/Belgrade"}, {"Berlin", "Europe/Berlin"}, {"Brussels", "Europe/Brussels"},
		{"Bucharest", "Europe/Bucharest"}, {"Budapest", "Europe/Budapest"}, {"Copenhagen", "Europe/Copenhagen"},
		{"Dublin", "Europe/Dublin"}, {"Edinburgh", "Europe/London"}, {"Frankfurt", "Europe/Berlin"},
		{"Geneva", "Europe/Zurich"}, {"Hamburg", "Europe/Berlin"}, {"Helsinki", "Europe/Helsinki"},
		{"Kyiv", "Europe/Kyiv"}, {"Lisbon", "Europe/Lisbon"}, {"London", "Europe/London"},
		{"Luxembourg", "Europe/Luxembourg"}, {"Lyon", "Europe/Paris"}, {"Madrid", "Europe/Madrid"},
		{"Manchester", "Europe/London"}, {"Milan", "Europe/Rome"}, {"Munich", "Europe/Berlin"},
		{"Oslo", "Europe/Oslo"}, {"Paris", "Europe/Paris"}, {"Prague", "Europe/Prague"},
		{"Reykjavik", "Atlantic/Reykjavik"}, {"Riga", "Europe/Riga"}, {"Rome", "Europe/Rome"},
		{"Sofia", "Europe/Sofia"}, {"Stockholm", "Europe/Stockholm"}, {"Tallinn", "Europe/Tallinn"},
		{"Vienna", "Europe/Vienna"}, {"Vilnius", "Europe/Vilnius"}, {"Warsaw", "Europe/Warsaw"},
		{"Zagreb", "Europe/Zagreb"}, {"Zurich", "Europe/Zurich"},
	}}
}

func africa() Area {
	return Area{"Africa", []City{
		{"Abuja", "Africa/Lagos"}, {"Accra", "Africa/Accra"}, {"Algiers", "Africa/Algiers"},
		{"Cairo", "Africa/Cairo"}, {"Cape Town", "Africa/Johannesburg"}, {"Casablanca", "Africa/Casablanca"},
		{"Dakar", "Africa/Dakar"}, {"Johannesburg", "Africa/Johannesburg"}, {"Lagos", "Africa/Lagos"},
		{"Nairobi", "Africa/Nairobi"}, {"Tunis", "Africa/Tunis"},
	}}
}

func middleEast() Area {
	return Area{"Middle East", []City{
		{"Abu Dhabi", "Asia/Dubai"}, {"Amman", "Asia/Amman"}, {"Baku", "Asia/Baku"}, {"Beirut", "Asia/Beirut"},
		{"Doha", "Asia/Qatar"}, {"Dubai", "Asia/Dubai"}, {"Istanbul", "Europe/Istanbul"}, {"Jeddah", "Asia/Riyadh"},
		{"Jerusalem", "Asia/Jerusalem"}, {"Kuwait City", "Asia/Kuwait"}, {"Riyadh", "Asia/Riyadh"},
		{"Tbilisi", "Asia/Tbilisi"}, {"Tel Aviv", "Asia/Jerusalem"}, {"Yerevan", "Asia/Yerevan"},
	}}
}

func asia() Area {
	return Area{"Asia", []City{
		{"Almaty", "Asia/Almaty"}, {"Bangalore", "Asia/Kolkata"}, {"Bangkok", "Asia/Bangkok"},
		{"Beijing", "Asia/Shanghai"}, {"Chennai", "Asia/Kolkata"}, {"Colombo", "Asia/Colombo"},
		{"Delhi", "Asia/Kolkata"}, {"Dhaka", "Asia/Dhaka"}, {"Hanoi", "Asia/Ho_Chi_Minh"},
		{"Ho Chi Minh City", "Asia/Ho_Chi_Minh"}, {"Hong Kong", "Asia/Hong_Kong"}, {"Jakarta", "Asia/Jakarta"},
		{"Karachi", "Asia/Karachi"}, {"Kathmandu", "Asia/Kathmandu"}, {"Kolkata", "Asia/Kolkata"},
		{"Kuala Lumpur", "Asia/Kuala_Lumpur"}, {"Lahore", "Asia/Karachi"}, {"Manila", "Asia/Manila"},
		{"Mumbai", "Asia/Kolkata"}, {"Osaka", "Asia/Tokyo"}, {"Seoul", "Asia/Seoul"}, {"Shanghai", "Asia/Shanghai"},
		{"Singapore", "Asia/Singapore"}, {"Taipei", "Asia/Taipei"}, {"Tashkent", "Asia/Tashkent"},
		{"Tokyo", "Asia/Tokyo"},
	}}
}

func pacific() Area {
	return Area{"Australia and the Pacific", []City{
		{"Adelaide", "Australia/Adelaide"}, {"Auckland", "Pacific/Auckland"}, {"Brisbane", "Australia/Brisbane"},
		{"Canberra", "Australia/Sydney"}, {"Darwin", "Australia/Darwin"}, {"Hobart", "Australia/Hobart"},
		{"Melbourne", "Australia/Melbourne"}, {"Perth", "Australia/Perth"}, {"Sydney", "Australia/Sydney"},
		{"Wellington", "Pacific/Auckland"},
	}}
}
