// The worked examples of a format page, so that a test holds the page to the code.
#pragma once

#include <string>
#include <string_view>

namespace picket::segment::testing {

/// The bytes of the page's block of hex digits that is fenced as ```NAME; empty when there is none.
std::string page_example(const std::string& page_path, std::string_view name);

}  // namespace picket::segment::testing
