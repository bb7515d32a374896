package sample

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// place is where people come from: how they are called there and what their clocks say.
type place struct {
	region        string
	zones         []string
	given, family []string
}

// person is somebody who applies.
type person struct {
	given, family, email, company, region, zone string
}

func places() []place {
	names := strings.Fields
	return []place{
		{"NA", names("America/New_York America/Chicago America/Denver America/Los_Angeles"), names("Harper Marcus Denise Tyrone Caitlin Wesley Jolene Andre Paige Roland"), names("Whitlock Tanner Okafor Brandt Delgado Huang Prescott Mayfield Rourke Sandoval")},
		{"NA", names("America/Toronto America/Vancouver America/Halifax"), names("Maude Étienne Gurpreet Fiona Luc Anik Desmond Noémie"), names("Tremblay Gill MacAskill Bouchard Sandhu Fraser Lavoie Whitehorse")},
		{"LATAM", names("America/Sao_Paulo America/Fortaleza"), names("Thaís Caio Luciana Rafael Bianca Otávio"), names("Moreira Tavares Pacheco Siqueira Brandão Fontes")},
		{"LATAM", names("America/Mexico_City America/Bogota America/Argentina/Buenos_Aires America/Santiago"), names("Ximena Joaquín Valeria Mateo Pilar Gonzalo Rocío Emilio"), names("Arriaga Cifuentes Ibarra Quiroga Montalvo Peña Urrutia Zárate")},
		{"EMEA", names("Europe/London Europe/Dublin"), names("Imogen Callum Niamh Rhys Saoirse Alistair Priyanka Tobias"), names("Hargreaves Byrne Llewellyn Achebe Doyle Pemberton Kaur Fairclough")},
		{"EMEA", names("Europe/Berlin Europe/Vienna Europe/Zurich"), names("Katrin Jörg Annika Matthias Heike Bastian"), names("Lindner Grünwald Öztürk Hofstetter Brandl Vogelsang")},
		{"EMEA", names("Europe/Madrid Europe/Lisbon Europe/Rome Europe/Paris"), names("Leire Tiago Chiara Aurélien Inês Davide Solène Iker"), names("Etxeberria Carvalho Bellandi Rousselot Figueira Marchetti Delacourt Soler")},
		{"EMEA", names("Europe/Stockholm Europe/Warsaw Europe/Amsterdam Europe/Helsinki"), names("Maja Bartosz Femke Eero Linnéa Sjoerd Agnieszka Ville"), names("Lindqvist Wiśniewska Hoekstra Korhonen Åkesson Kowalczyk Dijkman Salmela")},
		{"EMEA", names("Africa/Lagos Africa/Nairobi Africa/Johannesburg Asia/Dubai"), names("Chidi Wanjiru Thandiwe Yusuf Ngozi Kamau Lerato Samira"), names("Eze Mwangi Dlamini Haddad Adeyemi Otieno Nkosi Rahimi")},
		{"APAC", names("Asia/Kolkata"), names("Anjali Vikram Kavya Arjun Meera Rohan"), names("Deshpande Iyer Raghavan Chatterjee Kulkarni Bhatt")},
		{"APAC", names("Asia/Singapore Asia/Kuala_Lumpur"), names("Mei-Ling Hui-Min Jun-Wei Farah"), names("Tan Lim Goh Rahman")},
		{"APAC", names("Asia/Manila"), names("Rodel Marisol Jericho Analyn"), names("Bautista Villanueva Magsaysay Dizon")},
		{"APAC", names("Australia/Sydney Australia/Perth Pacific/Auckland"), names("Kirra Lachlan Aroha Declan Matilda Wiremu"), names("Ashdown Ngata Petrov Galloway Parata Nguyen")},
		{"APAC", names("Asia/Tokyo"), names("Haruka Kenta Yumi 健太 由美"), names("Takahashi Morita Nakamura 小林 石田")},
		{"APAC", names("Asia/Seoul"), names("Ji-woo Minseo Ha-eun Sung-min"), names("Baek Yoon Jang Seo")},
	}
}

// crowd makes people, no two with one address.
type crowd struct {
	rng    *rand.Rand
	places []place
	taken  map[string]bool
	recent []string // companies of people made before: colleagues apply too
}

// one makes a person of a region.
func (c *crowd) one(region string) person {
	var at place
	for at.region != region {
		at = pick(c.rng, c.places)
	}
	p := person{given: pick(c.rng, at.given), family: pick(c.rng, at.family), region: region, zone: pick(c.rng, at.zones)}
	p.company = c.company()
	domain := domainOf(p.company)
	p.email = mailbox(p.given, p.family) + "@" + domain
	for n := 2; c.taken[p.email]; n++ {
		p.email = fmt.Sprintf("%s%d@%s", mailbox(p.given, p.family), n, domain)
	}
	c.taken[p.email] = true
	return p
}

// company is a new one for most, and for one in nine that of somebody before them.
func (c *crowd) company() string {
	if len(c.recent) > 0 && c.rng.IntN(9) == 0 {
		return pick(c.rng, c.recent)
	}
	first := strings.Fields("Harbour Lantern Quillstone Brightfern Copperline Ninefold Marrow Saltmarsh Juniper Tidewater Foxglove Ironbark Paperkite Bluehour Cedarline Northgate Driftwood Amberly Kestrel Fieldnote Sunderland Peppercorn Windrose Larkspur Halcyon Mosaico Velarium Trellis Oakhatch Zephyria")
	second := []string{"Growth", "Digital", "Partners", "Studio", "Works", "Consulting", "Collective", "Labs", "Agency", "Revenue", "& Co", "Media", "Systems", "CRM"}
	name := pick(c.rng, first) + " " + pick(c.rng, second)
	c.recent = append(c.recent, name)
	return name
}

// domainOf is where a company gets its mail. The same company always has the same one.
func domainOf(company string) string {
	name := ascii(company)
	switch len(company) % 3 {
	case 0:
		return name + ".example.com"
	case 1:
		return name + ".example.org"
	}
	return name + ".example"
}

// mailbox is the part of an address before the @, for names in any script.
func mailbox(given, family string) string {
	g, f := ascii(given), ascii(family)
	if g == "" || f == "" {
		return "hello"
	}
	return g + "." + f
}

func pick[T any](rng *rand.Rand, from []T) T {
	return from[rng.IntN(len(from))]
}
