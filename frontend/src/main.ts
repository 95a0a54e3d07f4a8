/** What every page loads: the styles, htmx, the small behaviours, and islands where their tag stands. */
import "htmx.org";

import "./behaviours/copy";
import "./behaviours/disclosure";
import "./behaviours/dismiss";
import "./behaviours/keys";
import "./behaviours/loading";
import "./behaviours/once";
import "./behaviours/print";
import "./behaviours/shown";
import "./behaviours/ticks";
import "./behaviours/trouble";
import "./islands";
import "./styles/main.css";
