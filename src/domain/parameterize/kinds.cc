#include "domain/parameterize/kinds.h"

namespace picket::domain::parameterize {
namespace {

// A label may begin with a hyphen, so that the boundary may lie before one. No name has more than
// 127 labels: without an end to them, each of many dots would look at all that follow. What ends
// one has the length and the case of the shortest to longest in the list.
constexpr std::string_view kHostname =
    R"((?:{start}(?=[0-9A-Za-z])|(?<={word})(?=-)))"
    R"((?:[a-zA-Z0-9-]{1,63}\.){1,127}?(?=(?:[a-z]{2,6}|[A-Z]{2,6}){end}){tld}{end})";

constexpr std::string_view kUrl =
    R"({start}[a-zA-Z][a-zA-Z0-9+.-]{0,32}://)"
    R"([^{not_url_chars}$.?#][^{not_url_chars}]*[^{not_url_chars}.,;])";

constexpr std::string_view kTraceparent =
    "{start}(?:00-{lower}{32}-{lower}{16}-0[01]|1-{lower}{8}-{lower}{24}){end}";

constexpr std::string_view kDate =
    // 1 to 5: RFC 822, the long form, RFC 850, RFC 3339, what JavaScript prints.
    "{dow},{ws}{d}{1,2}{ws}{mon}{ws}{d}{2,4}{ws}{d}{1,2}:{d}{1,2}(?::{d}{1,2})?{ws}{tz}|"
    "(?:{dow}{ws})?{mon}{ws}[0-3]{d},{ws}{d}{2,4}|"
    "{dowl},{ws}{d}{d}-{mon}-{d}{d}{ws}{clock}{ws}{tzn}|"
    R"({d}{4}-{d}{d}-{d}{d}T{clock}(?:\.{d}+)?Z?(?:[+-]?{d}{d}:{d}{d})?|)"
    R"({dow}{ws}{mon}{ws}{d}{d}{ws}{d}{4}{ws}{clock}{ws}GMT[+-]{d}{4}(?:{ws}\([^)]+\))?|)"
    // 6 and 7: ISO 8601 in its forms, with an offset and without.
    R"({day}{sep}{hh}:?{mm}:?{mm}\.{d}+{off}|)"
    "{day}{sep}{hh}:?{mm}:?{mm}{off}|"
    "{day}{sep}{hh}:?{mm}{off}|"
    R"({day}{sep}{hh}:?{mm}:?{mm}\.{d}+|)"
    "{day}{sep}{hh}:?{mm}:?{mm}|"
    "{day}{sep}{hh}:?{mm}|"
    // 8 and 9: a clock of 12 hours, of 24 hours.
    "(?<!{d})(?:1[0-2]|[1-9]):{mm}(?::{mm})?(?!{d}|:)(?:{ws}?[aApP][mM])?|"
    "(?<!{d})(?:2[0-3]|[01]?{d}):{mm}(?::{mm})?(?!{d}|:)|"
    // 10 and 11: a day, a time.
    "{d}{4}-[01]{d}-[0-3]{d}|"
    "{hh}:{mm}:{mm}|"
    // 12 and 13: ctime, RFC 2822.
    "{start}(?:{dow}{ws}+)?{mon}{ws}+{d}{1,2}{ws}+{clock}{ws}+{d}{4}|"
    "{start}(?:{dow},{ws}+)?(?:0[1-9]|[1-2]?{d}|3[01]){ws}+{mon}{ws}+(?:19{d}{d}|[2-9]{d}{3}){ws}+"
    "(?:2[0-3]|[01]{d}):{mm}(?::(?:60|{mm}))?{ws}+{tz}|"
    // 14: what Python shows.
    R"(datetime.datetime\(.*?\))";

constexpr std::string_view kDuration =
    R"({start}{d}{1,20}ms{end}|{start}{d}{1,20}(?:\.{d}{1,20})?s{end})";

constexpr std::string_view kMacAddress =
    "{start}(?:{hex}{2}(?::{hex}{2}){5}|{hex}{2}(?:-{hex}{2}){5}|{hex}{2}(?:{ws}{hex}{2}){5}){end}|"
    R"({start}{hex}{4}\.{hex}{4}\.{hex}{4}{end})";

// The first form that matches, not the longest: `2001:db8::8a2e:370:7334` is an address up to 8a2e.
constexpr std::string_view kIp =
    "(?<![0-9a-zA-Z_])(?:"
    "(?:{h}:){7}{h}|"
    "(?:{h}:){1,7}:|"
    "(?:{h}:){1,6}:{h}|"
    "(?:{h}:){1,5}(?::{h}){1,2}|"
    "(?:{h}:){1,4}(?::{h}){1,3}|"
    "(?:{h}:){1,3}(?::{h}){1,4}|"
    "(?:{h}:){1,2}(?::{h}){1,5}|"
    "{h}:(?::{h}){1,6}|"
    ":(?:(?::{h}){1,7}|:)|"
    "fe80:(?::{hex}{0,4}){0,4}%[0-9a-zA-Z]+|"
    "::(?:ffff(?::0{1,4})?:)?{quad}|"
    "(?:{h}:){1,4}:{quad}{end}"
    ")(?![0-9a-zA-Z])|"
    "{start}{quad}{end}";

// Short ones need a digit and a letter; from eight on anything is one, numbers included.
constexpr std::string_view kHex =
    "{alone_start}0[xX]{hex}+{alone_end}|"
    "(?:{minus}|{alone_start})(?:"
    "(?=[a-f]*[0-9])(?=[0-9]*[a-f]){lower}{4,6}{alone_end}|"
    "(?=[A-F]*[0-9])(?=[0-9]*[A-F]){upper}{4,6}{alone_end}|"
    "{lower}{8,128}{alone_end}|"
    "{upper}{8,128}{alone_end})";

constexpr Kind kKinds[] = {
    {"<email>", Need::at_sign,
     R"([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,254}@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*)"},
    {"<url>", Need::scheme, kUrl},
    {"<hostname>", Need::dotted_name, kHostname},
    {"<traceparent>", Need::number, kTraceparent},
    {"<uuid>", Need::number, "{start}{hex}{8}-{hex}{4}-{hex}{4}-{hex}{4}-{hex}{12}{end}"},
    {"<sha1>", Need::number, "{start}{hex}{40}{end}"},
    {"<md5>", Need::number, "{start}{hex}{32}{end}"},
    {"<date>", Need::number, kDate},
    {"<duration>", Need::number, kDuration},
    {"<mac_addr>", Need::number, kMacAddress},
    {"<ip>", Need::number, kIp},
    {"<swift_txn_id>", Need::number, "{start}tx{lower}{21}-{lower}{10}{no_ws}*"},
    {"<hex>", Need::number, kHex},
    {"<git_sha>", Need::number, "{start}(?=[a-f]*[0-9])(?=[0-9]*[a-f]){lower}{7}{end}"},
    {"<float>", Need::number, R"((?:{start}(?<!{d}\.)|-){d}+\.{d}+{end}(?!\.{d}))"},
    {"<int>", Need::number, "(?:{minus}|{alone_start}){d}{1,7}{alone_end}"},
    {"<quoted_str>", Need::assignment, R"((?<==)(?:'[^']+'|"[^"]+"))"},
    {"<bool>", Need::assignment, "(?<==)(?:True|true|False|false)"},
};

}  // namespace

std::span<const Kind> kinds() noexcept {
  return kKinds;
}

}  // namespace picket::domain::parameterize
