package org.ilf4j.jupyter.view;

/** What a click on a table's buttons does. */
final class GridScript {
  /**
   * Rows are sorted as numbers in a column of numbers, what is no number last; else as words. Back
   * ticks, not quotes: an attribute would have to escape those.
   */
  private static final String SCRIPT =
      """
      var b=event.target.closest(`thead th,.pager button`);
      if(b&&this.contains(b)){
      var t=this.querySelector(`table`),y=t.tBodies[0],r=Array.from(y.rows),z=PAGE,a=+this.dataset.at||0;
      if(b.dataset.go){a+=b.dataset.go*z}else{
      var i=b.cellIndex,n=b.className==`n`,s=b.getAttribute(`aria-sort`)==`ascending`?-1:1,
      v=function(x){var c=x.cells[i].textContent.trim(),f=parseFloat(c.replace(/[^-+.0-9eE]/g,``));return n?f:c};
      t.querySelectorAll(`thead th`).forEach(function(h){h.removeAttribute(`aria-sort`)});
      b.setAttribute(`aria-sort`,s==1?`ascending`:`descending`);
      r.sort(function(p,q){p=v(p);q=v(q);return n?(isNaN(p)?(isNaN(q)?0:1):isNaN(q)?-1:s*(p-q)):s*p.localeCompare(q,undefined,{numeric:true})});
      r.forEach(function(x){y.appendChild(x)});a=0}
      a=Math.max(0,Math.min(a,Math.floor((r.length-1)/z)*z));this.dataset.at=a;
      r.forEach(function(x,j){x.hidden=j!=Math.min(Math.max(j,a),a+z-1)});
      var o=this.querySelector(`[role=status]`);
      if(o)o.textContent=`rows `+(a+1)+` to `+Math.min(a+z,r.length)+` of `+r.length}
      """;

  private GridScript() {}

  static String onClick(int pageRows) {
    return SCRIPT.replace("\n", "").replace("PAGE", String.valueOf(pageRows));
  }
}
