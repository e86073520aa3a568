// Percent-encoding of URLs and form data. Source: RFC 3986, section 2.1; WHATWG URL, section 5.1.
#pragma once

#include <string>
#include <string_view>

namespace picket {

/// Everything but letters, digits and "-._~" as %XX, so that it fits into any part of a URL.
std::string percent_encode(std::string_view text);

/// %XX undone, and '+' if asked; a broken escape stays as it is. The result may be any bytes.
std::string percent_decode(std::string_view text, bool plus_is_space);

}  // namespace picket
